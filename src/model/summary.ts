import { inPlace, type Layer } from '../layers/layer.ts';
import type { Sequential } from '../layers/sequential.ts';
import { INFERENCE, type TensorType } from '../layers/pass.ts';
import { formatShape } from '../tensor/shape.ts';

/**
 * A table of the layers: what each is, the shape of its output, its number of parameters. Layers inside others are set in.
 *
 * @param inputs where they are known
 */
export function summarize(chain: Sequential, inputs: TensorType | undefined): string {
  const rows = [['layer', 'output', 'parameters'], ...rowsOf(chain, inputs, '')];
  const [first, second, third] = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  const [head, ...lines] = rows.map(([layer, output, count]) =>
    `${layer!.padEnd(first!)}  ${output!.padEnd(second!)}  ${count!.padStart(third!)}`.trimEnd(),
  );
  const total = sizeOf(chain.parameters);
  const trained = sizeOf(chain.parameters.filter((parameter) => parameter.trained));
  return [
    head,
    '-'.repeat(first! + second! + third! + 4),
    ...lines,
    `total parameters: ${total}`,
    ...(trained === total ? [] : [`trained: ${trained}`]),
  ].join('\n');
}

function rowsOf(container: Layer, inputs: TensorType | undefined, indent: string): string[][] {
  let given = inputs;
  return container.layers.flatMap((layer, at) => {
    const before = given;
    given &&= inPlace(layer, 'Model.summary', () => layer.plan(before!, INFERENCE).output);
    const shape = given ? formatShape(given.shape).replace('[1', '[N') : '';
    const name = layer.layers.length > 0 ? layer.kind : layer.toString();
    return [[`${indent}${at}  ${name}`, shape, sizeOf(layer.parameters)], ...rowsOf(layer, before, `${indent}   `)];
  });
}

/** The number of values, 1234567 as 1,234,567 in every locale. */
function sizeOf(parameters: Layer['parameters']): string {
  const count = parameters.reduce((sum, { value }) => sum + value.size, 0);
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
