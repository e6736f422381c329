import { inPlace, type Layer } from '../layers/layer.ts';
import type { Sequential } from '../layers/sequential.ts';
import { INFERENCE, type TensorType } from '../layers/pass.ts';
import { formatShape } from '../tensor/shape.ts';

/** A table of the layers: what each is, the shape of its output, its number of parameters. Layers inside others are set in. */
export function summarize(chain: Sequential): string {
  const rows: [string, string, string][] = [['layer', 'output', 'parameters']];
  const { inputShape } = chain;
  addRows(rows, chain, inputShape && { shape: [1, ...inputShape], dtype: 'float32' }, '');
  const [first, second, third] = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length))) as [
    number,
    number,
    number,
  ];
  const lines = rows.map(([layer, output, count]) =>
    `${layer.padEnd(first)}  ${output.padEnd(second)}  ${count.padStart(third)}`.trimEnd(),
  );
  lines.splice(1, 0, '-'.repeat(first + second + third + 4));
  const total = sizeOf(chain, () => true);
  const trained = sizeOf(chain, (parameter) => parameter.trained);
  const frozen = trained < total ? [`trained: ${grouped(trained)}`] : [];
  return [...lines, `total parameters: ${grouped(total)}`, ...frozen].join('\n');
}

function addRows(
  rows: [string, string, string][],
  container: Layer,
  inputs: TensorType | undefined,
  indent: string,
): void {
  let given = inputs;
  container.layers.forEach((layer, at) => {
    const output = given && inPlace(layer, 'Model.summary', () => layer.plan(given!, INFERENCE).output);
    const shape = output ? formatShape(output.shape).replace('[1', '[N') : '';
    const name = layer.layers.length > 0 ? layer.kind : layer.toString();
    rows.push([`${indent}${at}  ${name}`, shape, grouped(sizeOf(layer, () => true))]);
    addRows(rows, layer, given, `${indent}   `);
    given = output;
  });
}

function sizeOf({ parameters }: Layer, counts: (parameter: Layer['parameters'][number]) => boolean): number {
  return parameters.filter(counts).reduce((sum, { value }) => sum + value.size, 0);
}

/** 1234567 as 1,234,567, in every locale. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
