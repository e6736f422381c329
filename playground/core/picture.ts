import { Dense, type Tensor } from 'nnfs';
import type { Curves } from './course.ts';
import { gridOf, regionOf, type Region } from './region.ts';
import type { Run } from './run.ts';
import { isRegression } from './settings.ts';
import { shownNeurons } from './shown.ts';

/** Cells a side: of the map, and of the small map of a neuron. */
export const [MAP, SMALL] = [96, 20];
/** Points of a curve. */
export const CURVE = 192;

type Bytes = Uint8Array<ArrayBuffer>;
type Numbers = Float32Array<ArrayBuffer>;

/** What stays the same during a run. */
export interface Scene {
  readonly region: Region;
  /** Coordinates of the points, one after the other; those for training first. */
  readonly points: Numbers;
  /** The class, or the number, of each. */
  readonly targets: Numbers;
  /** How many of them are for training. */
  readonly training: number;
  readonly stepsPerEpoch: number;
}

/** Loss and accuracy of the network as it is. */
export interface Scores {
  readonly loss: number;
  readonly accuracy: number;
}

export interface Divergence {
  readonly layer: string;
  readonly value: string;
  readonly message: string;
}

/** What a run looks like at a step. */
export interface Picture {
  readonly step: number;
  readonly reached: number;
  /** Where the next step leaves the finite numbers: a layer, and what was found there. */
  readonly diverged: Divergence | undefined;
  readonly scores: { readonly training: Scores; readonly heldOut: Scores | undefined };
  /** The answer for each point. */
  readonly answers: Numbers;
  /** For each cell, the most confident class, and its lead over the next, 0 to 255. Empty where the answers are numbers. */
  readonly map: { readonly classes: Bytes; readonly leads: Bytes };
  /** The answers from left to right, where they are numbers. */
  readonly curve: Numbers;
  /** For each hidden layer, the outputs of the neurons that are shown, all over the plane, -127 to 127 of the largest. */
  readonly neurons: readonly Int8Array<ArrayBuffer>[];
  /** Of each dense layer, [I, O]; and their biases. */
  readonly weights: readonly Numbers[];
  readonly biases: readonly Numbers[];
  readonly curves: Curves;
  /** Another run, to compare with this one. */
  readonly other?: Outline;
}

/** What a run answers, without its network. */
export type Outline = Pick<Picture, 'step' | 'map' | 'curve' | 'answers' | 'scores' | 'curves'>;

export function sceneOf({ data, stepsPerEpoch }: Run): Scene {
  const parts = [data.training, ...(data.heldOut ? [data.heldOut] : [])];
  const join = (which: 'X' | 'y'): Numbers => Float32Array.from(parts.flatMap((part) => [...part[which].data]));
  const training = data.training.X.shape[0]!;
  return { region: regionOf(data), points: join('X'), targets: join('y'), training, stepsPerEpoch };
}

/** Makes pictures of a run, all over a region. */
export class Painter {
  readonly #run: Run;
  readonly #grids: { readonly whole: Tensor; readonly small: Tensor };

  constructor(run: Run, { region }: Scene) {
    const rank = run.data.training.X.shape[1]!;
    this.#run = run;
    this.#grids = {
      whole: gridOf(region, rank === 1 ? CURVE : MAP, rank),
      small: gridOf(region, SMALL, rank),
    };
  }

  paint(): Picture {
    const { model, reached, diverged } = this.#run;
    const dense = model.layers.filter((layer) => layer instanceof Dense);
    return {
      ...this.outline(),
      reached,
      diverged: diverged && { layer: diverged.layer, value: diverged.received, message: diverged.message },
      neurons: this.#neurons(),
      weights: dense.map(({ weights }) => Float32Array.from(weights.data)),
      biases: dense.map(({ biases }) => Float32Array.from(biases.data)),
    };
  }

  outline(): Outline {
    const { model, data, step, course, settings } = this.#run;
    const { training, heldOut } = data;
    const output = model.predict(this.#grids.whole);
    const classes = isRegression(settings) ? 0 : output.shape[1]!;
    const answers = [training, ...(heldOut ? [heldOut] : [])].flatMap(({ X }) => [...model.classes(X).data]);
    return {
      step,
      scores: {
        training: model.evaluate(training.X, training.y),
        heldOut: heldOut && model.evaluate(heldOut.X, heldOut.y),
      },
      answers: Float32Array.from(answers),
      map: mapOf(output, classes),
      curve: Float32Array.from(classes === 0 ? output.data : []),
      curves: course.curves(),
    };
  }

  /** The layers one after the other, in inference, without a run's buffers. */
  #neurons(): Int8Array<ArrayBuffer>[] {
    const { layers } = this.#run.model;
    const maps: Int8Array<ArrayBuffer>[] = [];
    let values = this.#grids.small;
    for (const layer of layers.slice(0, -2)) {
      values = layer.forward(values);
      if (!(layer instanceof Dense) && layer.kind !== 'Dropout') maps.push(smallMaps(values));
    }
    return maps;
  }
}

function mapOf({ data, shape }: Tensor, classes: number): Picture['map'] {
  const cells = classes === 0 ? 0 : shape[0]!;
  const map = { classes: new Uint8Array(cells), leads: new Uint8Array(cells) };
  for (let cell = 0; cell < cells; cell++) {
    let [best, first, second] = [0, -1, -1];
    for (let k = 0; k < classes; k++) {
      const share = data[cell * classes + k]!;
      if (share > first) [best, first, second] = [k, share, first];
      else if (share > second) second = share;
    }
    map.classes[cell] = best;
    map.leads[cell] = Math.round(255 * (first - second));
  }
  return map;
}

/** Neuron after neuron, each in parts of its own largest value. */
function smallMaps({ data, shape }: Tensor): Int8Array<ArrayBuffer> {
  const [cells = 0, neurons = 0] = shape;
  const shown = shownNeurons(neurons);
  const maps = new Int8Array(cells * shown.length);
  shown.forEach((neuron, i) => {
    let largest = 1e-12;
    for (let cell = 0; cell < cells; cell++) largest = Math.max(largest, Math.abs(data[cell * neurons + neuron]!));
    for (let cell = 0; cell < cells; cell++) {
      maps[i * cells + cell] = Math.round((127 * data[cell * neurons + neuron]!) / largest);
    }
  });
  return maps;
}
