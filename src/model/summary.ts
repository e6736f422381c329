import type { Layer } from '../layers/layer.ts';
import { formatShape, type Shape } from '../tensor/shape.ts';

/**
 * A table of the layers: what each is, the shape of its output, its number of parameters.
 *
 * @param inputWidth the inputs of a sample, where a layer tells
 */
export function summarize(layers: readonly Layer[], inputWidth: number | undefined): string {
  const rows: [string, string, string][] = [['layer', 'output', 'parameters']];
  let shape: Shape | undefined = inputWidth === undefined ? undefined : [1, inputWidth];
  let total = 0;
  for (const [at, layer] of layers.entries()) {
    shape = shape && layer.outputShape(shape);
    const count = layer.parameters.reduce((sum, parameter) => sum + parameter.value.size, 0);
    total += count;
    rows.push([`${at}  ${layer.toString()}`, shape ? formatShape(shape).replace('[1', '[N') : '', grouped(count)]);
  }
  const [first, second, third] = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length))) as [
    number,
    number,
    number,
  ];
  const lines = rows.map(([layer, output, count]) =>
    `${layer.padEnd(first)}  ${output.padEnd(second)}  ${count.padStart(third)}`.trimEnd(),
  );
  lines.splice(1, 0, '-'.repeat(first + second + third + 4));
  return [...lines, `total parameters: ${grouped(total)}`].join('\n');
}

/** 1234567 as 1,234,567, in every locale. */
function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
}
