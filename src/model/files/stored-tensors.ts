import { FormatError } from '../../errors.ts';
import type { FloatTensor } from '../../layers/pass.ts';
import { isFloat } from '../../tensor/dtype.ts';
import { formatShape, sameShape, type Shape } from '../../tensor/shape.ts';
import type { Tensor } from '../../tensor/tensor.ts';

/** The tensors of a model file; each is wanted once. */
export class StoredTensors {
  readonly #where: string;
  readonly #left: Map<string, Tensor>;

  constructor(where: string, tensors: ReadonlyMap<string, Tensor>) {
    this.#where = where;
    this.#left = new Map(tensors);
  }

  /** The shape of a tensor that has not been taken yet. */
  shapeOf(name: string): Shape | undefined {
    return this.#left.get(name)?.shape;
  }

  /** The names of the tensors left that begin so. */
  names(prefix: string): string[] {
    return [...this.#left.keys()].filter((name) => name.startsWith(prefix));
  }

  /** @throws FormatError unless there is a float tensor of that name and shape, whose values are such */
  take(name: string, shape: Shape, isRight: (value: number) => boolean = () => true): FloatTensor {
    const where = `${this.#where}, tensor ${JSON.stringify(name)}`;
    const found = this.#left.get(name);
    if (found === undefined) throw new FormatError(where, formatShape(shape), 'none');
    if (!sameShape(found.shape, shape)) throw new FormatError(where, formatShape(shape), formatShape(found.shape));
    if (!isFloat(found.dtype)) throw new FormatError(where, 'float32 or float64', found.dtype);
    const wrong = found.data.find((value) => !isRight(value));
    if (wrong !== undefined) throw new FormatError(where, 'values that an optimizer can have', String(wrong));
    this.#left.delete(name);
    return found as FloatTensor;
  }

  /** @throws FormatError for a tensor that nobody took: then the file means something else */
  finish(): void {
    const [name] = this.#left.keys();
    if (name === undefined) return;
    throw new FormatError(this.#where, 'tensors of the model only', `a tensor ${JSON.stringify(name)}`);
  }
}
