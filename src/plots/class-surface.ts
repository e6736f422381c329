import { ValueError } from '../errors.ts';
import type { FloatArray } from '../tensor/dtype.ts';
import { classLabels } from '../metrics/class-pairs.ts';
import { classColors, mixed } from './palette.ts';
import { checkTexts } from './arguments.ts';
import { PAPER } from './picture.ts';
import { cross, point } from './points.ts';
import type { Mapped, Surface } from './surface.ts';

/** Shades of a colour, from a guess to certainty. */
const SHADES = 6;
/** Names beside the map. */
const NAMES = 22;

/** The colour of the most confident class, the paler the less it is ahead of the next; wrong answers are crossed. */
export function classSurface({ where, model, grid, X, y }: Mapped, labels?: readonly string[]): Surface {
  const { data, shape } = model.predict(grid);
  const width = shape.at(-1)!;
  const said = model.classes(grid);
  const isYesOrNo = said.rank === 2;
  if (isYesOrNo && width > 1) throw new ValueError(where, 'a model that gives one label', `${width} yeses or noes`);
  const classes = isYesOrNo ? 2 : width;
  checkTexts(where, 'labels', labels, classes);
  const colors = classColors(classes);
  const areShares = data.every((value: number) => value >= 0 && value <= 1);
  const column = y.rank === 2 && y.shape[1] === 1 ? y.reshape([-1]) : y;
  const right = classLabels(where, column, X.shape[0]!, classes);
  const own = model.classes(X);
  return {
    color(cell) {
      const lead = leadOf(data.subarray(cell * width, (cell + 1) * width), areShares) || 0; // NaN is a guess
      return mixed(PAPER, colors[said.data[cell]!]!, 0.15 + (0.55 * Math.ceil(lead * SHADES)) / SHADES);
    },
    point(n, x, at) {
      const answer = right[n]!;
      return point(x, at, colors[answer]!, answer) + (answer === own.data[n] ? '' : cross(x, at));
    },
    legend: [
      ...colors.slice(0, NAMES).map((color, k) => ({
        text: labels?.[k] ?? String(k),
        mark: (x: number, at: number) => point(x, at, color, k),
      })),
      ...(classes > NAMES ? [{ text: `and ${classes - NAMES} more` }] : []),
    ],
  };
}

/** How far the most confident class is ahead of the next, 0 to 1; of one output, how far it is from a guess. */
function leadOf(outputs: FloatArray, areShares: boolean): number {
  const [first = 0, second = 0] = [...outputs].sort((a, b) => b - a);
  if (outputs.length === 1) return Math.abs(areShares ? 2 * first - 1 : Math.tanh(first / 2));
  if (areShares) return first - second;
  let whole = 0;
  for (const logit of outputs) whole += Math.exp(logit - first);
  return (1 - Math.exp(second - first)) / whole;
}
