import { Tensor } from 'nnfs';
import type { Run } from '../run/run.ts';
import { noClasses } from './class-map.ts';
import type { Outline, Picture } from './picture.ts';
import { briefOf, reportOf } from './report.ts';
import { rowsOf, type Scene } from './scene.ts';
import { seenBy, type Looked, type Seen } from './seen.ts';

/** There is no plane to be shown. */
const NO_PLANE = () => ({
  map: noClasses(),
  curve: new Float32Array(),
  surface: new Float32Array(),
});

/** Makes pictures of a run whose samples are pictures. */
export class ImagePainter {
  readonly #run: Run;
  readonly #shown: Tensor;
  #looked: Looked = { sample: 0 };

  constructor(run: Run, { shown }: Scene) {
    this.#run = run;
    this.#shown = rowsOf(run.data, shown);
  }

  paint(): Picture {
    return { ...reportOf(this.#run), answers: this.#answers(), ...NO_PLANE(), neurons: [], seen: this.see() };
  }

  outline(): Outline {
    return { ...briefOf(this.#run), answers: this.#answers(), ...NO_PLANE() };
  }

  /** Looks at a picture, from now on; where there is no such one, at the last, or at an empty one. */
  see(looked = this.#looked): Seen {
    const { model, data } = this.#run;
    const [, ...sample] = data.training.X.shape;
    this.#looked = looked;
    if ('pixels' in looked && looked.pixels.length === sample.reduce((size, length) => size * length)) {
      return { sample: undefined, ...seenBy(model, new Tensor('float32', [1, ...sample], looked.pixels)) };
    }
    const at = Math.min('sample' in looked ? looked.sample : 0, this.#shown.shape[0]! - 1);
    const X = at < 0 ? new Tensor('float32', [1, ...sample]) : rowsOf(data, Int32Array.of(at));
    return { sample: at < 0 ? undefined : at, ...seenBy(model, X) };
  }

  #answers(): Picture['answers'] {
    const some = this.#shown.shape[0]! > 0;
    return Float32Array.from(some ? this.#run.model.classes(this.#shown).data : []);
  }
}
