import type { Model, Tensor } from 'nnfs';
import { library, modelOf } from '../library.ts';
import { LOOK, type Look } from '../picture/scene.ts';
import type { Run } from '../run/run.ts';
import { svgOf, type PictureName } from './pictures.ts';

/** What can be taken out of a run. */
export type Savable = 'model' | 'onnx' | 'numpy' | 'points' | PictureName;

export interface SavedFile {
  readonly name: string;
  readonly type: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

const [SVG, BYTES] = ['image/svg+xml', 'application/octet-stream'];

/**
 * A file of a run: the model with all that training needs to go on or as others read it, its points, or a picture.
 *
 * @param look what a map shows of many inputs
 * @throws NotLoadedError where the library cannot be had
 */
export async function save(run: Run, what: Savable, look: Look = LOOK): Promise<SavedFile> {
  const { model } = run;
  switch (what) {
    case 'model': {
      const content = Uint8Array.from(model.toBytes({ training: true, history: false }));
      return { name: 'model.safetensors', type: BYTES, content };
    }
    case 'onnx': {
      const nnfs = await library();
      return { name: 'model.onnx', type: BYTES, content: Uint8Array.from(nnfs.toOnnx(modelOf(nnfs, model))) };
    }
    case 'numpy': {
      const nnfs = await library();
      const content = Uint8Array.from(nnfs.encodeNpz(parametersOf(modelOf(nnfs, model))));
      return { name: 'parameters.npz', type: BYTES, content };
    }
    case 'points':
      return { name: 'points.csv', type: 'text/csv', content: pointsText(run) };
    default:
      return { name: `${what}.svg`, type: SVG, content: svgOf(await library(), run, what, look) };
  }
}

/** Weights and biases by the paths that they have in model files. */
function parametersOf(model: Model): Map<string, Tensor> {
  return new Map(
    model.layers.flatMap(({ parameters }, i) =>
      parameters.map(({ name, value }) => [`layers.${i}.${name}`, value] as const),
    ),
  );
}

/** Each point: its inputs, what is asked for, what is answered, and whether training sees it. */
function pointsText({ model, data }: Run): string {
  const rows = [[...data.inputs, 'target', 'answer', 'part'].map(quoted)];
  for (const [part, samples] of [['training', data.training] as const, ['held out', data.heldOut] as const]) {
    if (samples === undefined || samples.y.size === 0) continue;
    const N = samples.y.size;
    const I = data.inputs.length;
    const answers = model.classes(samples.X).data;
    const said = (value: number): string => quoted(data.labels?.[value] ?? String(value));
    for (let n = 0; n < N; n++) {
      const inputs = Array.from(samples.X.data.subarray(n * I, (n + 1) * I), String);
      rows.push([...inputs, said(samples.y.data[n]!), said(answers[n]!), part]);
    }
  }
  return rows.map((row) => `${row.join(',')}\r\n`).join('');
}

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
