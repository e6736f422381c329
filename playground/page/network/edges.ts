/** The weights between the neurons that are shown, as lines: their width is the size, their colour the sign. */
import { shownNeurons } from '../../core/picture/shown.ts';
import { sheetOf, type Sheet } from '../paint/paint.ts';
import { signed } from '../paint/palette.ts';
import { isDark } from '../state/preferences.ts';
import { calm } from '../state/calm.ts';
import type { View } from '../state/state.ts';
import { inTurn } from '../state/turns.ts';

/** Of more lines than this, those that are thin are left out. */
const MOST = 500;
const WIDEST = 3.2;

interface Edge {
  readonly from: DOMRect;
  readonly to: DOMRect;
  /** -1 to 1 of the largest of its layer. */
  readonly weight: number;
}

/** They are many and change little from picture to picture, so they are drawn less often. */
export function drawEdges(canvas: HTMLCanvasElement): void {
  const [current, dark] = [calm.value, isDark.value];
  if (current !== undefined) inTurn(canvas, () => draw(canvas, current, dark));
}

function draw(canvas: HTMLCanvasElement, current: View, dark: boolean): void {
  const sheet = sheetOf(canvas, dark);
  if (sheet === undefined) return;
  const columns = Array.from(canvas.parentElement!.querySelectorAll('[data-column]'), (column) =>
    Array.from(column.querySelectorAll('[data-node]'), (node) => node.getBoundingClientRect()),
  );
  const { weights, biases } = current.picture;
  const edges = weights.flatMap((layer, k) => edgesOf(layer, biases[k]!.length, columns[k], columns[k + 1]));
  const sizes = edges.map(({ weight }) => Math.abs(weight)).sort((a, b) => b - a);
  const least = sizes[MOST] ?? 0;
  const origin = canvas.getBoundingClientRect();
  for (const edge of edges) if (Math.abs(edge.weight) >= least) drawEdge(sheet, edge, origin);
}

function edgesOf(
  weights: Float32Array,
  outputs: number,
  from: readonly DOMRect[] = [],
  to: readonly DOMRect[] = [],
): Edge[] {
  const [rows, columns] = [shownNeurons(weights.length / outputs), shownNeurons(outputs)];
  let largest = 1e-12;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  return from.flatMap((start, i) =>
    to.flatMap((end, o): Edge[] => {
      const weight = weights[rows[i]! * outputs + columns[o]!];
      return weight === undefined ? [] : [{ from: start, to: end, weight: weight / largest }];
    }),
  );
}

function drawEdge({ context, dark }: Sheet, { from, to, weight }: Edge, { left, top }: DOMRect): void {
  const [x, y] = [from.right - left, from.top + from.height / 2 - top];
  const [endX, endY] = [to.left - left, to.top + to.height / 2 - top];
  const bend = (endX - x) / 2;
  const size = Math.abs(weight);
  context.strokeStyle = signed(dark)[weight > 0 ? 'positive' : 'negative'];
  context.globalAlpha = 0.15 + 0.7 * size;
  context.lineWidth = 0.4 + WIDEST * size;
  context.beginPath();
  context.moveTo(x, y);
  context.bezierCurveTo(x + bend, y, endX - bend, endY, endX, endY);
  context.stroke();
  context.globalAlpha = 1;
}
