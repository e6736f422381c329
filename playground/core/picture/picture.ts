import { Dense, Tensor } from 'nnfs';
import type { Data } from '../data/data.ts';
import type { Run } from '../run/run.ts';
import { taskOf } from '../settings/settings.ts';
import { classMapOf, noClasses, type ClassMap } from './class-map.ts';
import { gridOf } from './region.ts';
import { briefOf, reportOf, type Report } from './report.ts';
import { rowsOf, type Look, type Scene } from './scene.ts';
import type { Seen } from './seen.ts';
import { shownNeurons } from './shown.ts';

/** Cells a side: of the map, and of the small map of a neuron. */
export const [MAP, SMALL] = [96, 20];
/** Points of a curve. */
export const CURVE = 192;

type Numbers = Float32Array<ArrayBuffer>;

/** What a run looks like at a step. */
export interface Picture extends Report {
  /** The answer for each sample that is shown. */
  readonly answers: Numbers;
  /** What is answered all over the plane, where the answers are classes. */
  readonly map: ClassMap;
  /** The answers from left to right, where they are numbers over a line. */
  readonly curve: Numbers;
  /** The answer in each cell, where they are numbers all over the plane. */
  readonly surface: Numbers;
  /** For each hidden layer, the outputs of the neurons that are shown, all over the plane, -127 to 127 of the largest. */
  readonly neurons: readonly Int8Array<ArrayBuffer>[];
  /** Of pictures, what is seen in the one that is looked at. */
  readonly seen?: Seen;
  /** Another run, to compare with this one. */
  readonly other?: Outline;
}

/** What a run answers, without its network. */
export type Outline = Pick<Picture, 'step' | 'map' | 'curve' | 'surface' | 'answers' | 'scores' | 'curves'>;

/** Makes pictures of a run, all over a region. */
export class Painter {
  readonly #run: Run;
  /** The inputs of the points that are shown. */
  readonly #shown: Tensor;
  readonly #grids: { readonly whole: Tensor; readonly small: Tensor };

  constructor(run: Run, scene: Scene) {
    const rank = taskOf(run.settings) === 'curve' ? 1 : 2;
    this.#run = run;
    this.#shown = rowsOf(run.data, scene.shown);
    const all = (cells: number): Tensor => spread(gridOf(scene.region, cells, rank), run.data, scene);
    this.#grids = { whole: all(rank === 1 ? CURVE : MAP), small: all(SMALL) };
  }

  paint(): Picture {
    return { ...reportOf(this.#run), ...this.#answers(), neurons: this.#neurons() };
  }

  outline(): Outline {
    return { ...briefOf(this.#run), ...this.#answers() };
  }

  #answers(): Pick<Picture, 'answers' | 'map' | 'curve' | 'surface'> {
    const { model, settings } = this.#run;
    const output = model.predict(this.#grids.whole);
    const task = taskOf(settings);
    return {
      answers: Float32Array.from(this.#shown.shape[0]! > 0 ? model.classes(this.#shown).data : []),
      map: task === 'classes' ? classMapOf(output) : noClasses(),
      curve: Float32Array.from(task === 'curve' ? output.data : []),
      surface: Float32Array.from(task === 'surface' ? output.data : []),
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

/** A grid along the axes of a picture, the other inputs held as they are in a row. */
export function spread(grid: Tensor, data: Data, { axes, held }: Look): Tensor {
  const [cells = 0, rank = 0] = grid.shape;
  const [N, I] = data.training.X.shape as [number, number];
  const samples = N + (data.heldOut?.X.shape[0] ?? 0);
  const row = samples === 0 ? new Float32Array(I) : rowsOf(data, Int32Array.of(Math.min(held, samples - 1))).data;
  const X = new Tensor('float32', [cells, I]);
  for (let cell = 0; cell < cells; cell++) {
    X.data.set(row, cell * I);
    for (let k = 0; k < Math.min(rank, I); k++) X.data[cell * I + axes[k]!] = grid.data[cell * rank + k]!;
  }
  return X;
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
