import type { Sequential } from '../layers/sequential.ts';
import type { TensorType } from '../layers/pass.ts';
import { outlineOf, shapeText, sizeText, type Outlined } from './outline.ts';

/**
 * A table of the layers: what each is, the shape of its output, its number of parameters. Layers inside others are set in.
 *
 * @param inputs where they are known
 */
export function summarize(chain: Sequential, inputs: TensorType | undefined): string {
  const rows = [['layer', 'output', 'parameters'], ...rowsOf(outlineOf(chain, inputs), '')];
  const [first, second, third] = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  const [head, ...lines] = rows.map(([layer, output, count]) =>
    `${layer!.padEnd(first!)}  ${output!.padEnd(second!)}  ${count!.padStart(third!)}`.trimEnd(),
  );
  const total = sizeText(chain.parameters);
  const trained = sizeText(chain.parameters.filter((parameter) => parameter.trained));
  return [
    head,
    '-'.repeat(first! + second! + third! + 4),
    ...lines,
    `total parameters: ${total}`,
    ...(trained === total ? [] : [`trained: ${trained}`]),
  ].join('\n');
}

function rowsOf(outline: readonly Outlined[], indent: string): string[][] {
  return outline.flatMap(({ layer, output, inside }, at) => {
    const name = inside.length > 0 ? layer.kind : layer.toString();
    const row = [`${indent}${at}  ${name}`, shapeText(output), sizeText(layer.parameters)];
    return [row, ...rowsOf(inside, `${indent}   `)];
  });
}
