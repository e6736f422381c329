import { confusionMatrix, encodeNpz, plotConfusion, plotDecisionMap, plotHistory, toOnnx, type Tensor } from 'nnfs';
import { LETTERS } from '../settings/letters.ts';
import type { Run } from '../run/run.ts';
import { classesOf } from '../settings/settings.ts';

/** What can be taken out of a run. */
export type Savable = 'model' | 'onnx' | 'numpy' | 'points' | 'map' | 'course' | 'confusion';

export interface SavedFile {
  readonly name: string;
  readonly type: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

const [SVG, BYTES] = ['image/svg+xml', 'application/octet-stream'];

/** A file of a run: the model with all that training needs to go on or as others read it, its points, or a picture. */
export function save(run: Run, what: Savable): SavedFile {
  const { model, data, course } = run;
  switch (what) {
    case 'model': {
      const content = Uint8Array.from(model.toBytes({ training: true, history: false }));
      return { name: 'model.safetensors', type: BYTES, content };
    }
    case 'onnx':
      return { name: 'model.onnx', type: BYTES, content: Uint8Array.from(toOnnx(model)) };
    case 'numpy':
      return { name: 'parameters.npz', type: BYTES, content: Uint8Array.from(encodeNpz(parametersOf(run))) };
    case 'points':
      return { name: 'points.csv', type: 'text/csv', content: pointsText(run) };
    case 'map': {
      const { X, y } = data.training;
      return { name: 'map.svg', type: SVG, content: plotDecisionMap(model, X, y, { labels: labelsOf(run) }) };
    }
    case 'course':
      return { name: 'course.svg', type: SVG, content: plotHistory(course.rows()) };
    case 'confusion': {
      const { X, y } = data.heldOut ?? data.training;
      const classes = classesOf(run.settings);
      const matrix = confusionMatrix(model.classes(X), y, classes);
      return { name: 'confusion.svg', type: SVG, content: plotConfusion(matrix, labelsOf(run)) };
    }
  }
}

function labelsOf({ settings, data }: Run): string[] {
  return LETTERS.slice(0, classesOf(settings)).map((letter, k) => data.labels?.[k] ?? letter);
}

/** Weights and biases by the paths that they have in model files. */
function parametersOf({ model }: Run): Map<string, Tensor> {
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
    const [N, I] = samples.X.shape as [number, number];
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
