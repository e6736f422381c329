import { ShapeError } from '../errors.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { formatShape } from '../tensor/shape.ts';
import { checkEach } from '../tensor/targets.ts';

/** A score at which a curve has a point: how many yeses and noes have it. */
interface Level {
  yes: number;
  no: number;
}

/** The distinct scores, from the highest. */
export function levelsOf(where: string, scores: ArrayLike, targets: ArrayLike) {
  const [given, wanted] = [column(where, 'scores', scores), column(where, 'targets', targets)];
  if (given.size !== wanted.size || given.size === 0) {
    throw new ShapeError(where, `targets [${given.size}], one for each score`, formatShape(wanted.shape));
  }
  checkEach(where, 'scores', given, (x) => !Number.isNaN(x));
  checkEach(where, 'targets of 0 and 1', wanted, (x) => x === 0 || x === 1);
  const byScore = new Map<number, Level>();
  let yeses = 0;
  given.data.forEach((score, n) => {
    const level = byScore.get(score) ?? { yes: 0, no: 0 };
    byScore.set(score, level);
    level[wanted.data[n] === 1 ? 'yes' : 'no']++;
    yeses += wanted.data[n]!;
  });
  const levels = [...byScore].sort(([a], [b]) => (a < b ? 1 : -1)).map(([, level]) => level);
  return { levels, yeses, noes: given.size - yeses };
}

function column(where: string, what: string, values: ArrayLike) {
  const x = asTensor(values, where, 'float64');
  const isColumn = x.rank === 2 && x.shape[1] === 1;
  if (x.rank !== 1 && !isColumn) throw new ShapeError(where, `${what} [N] or [N, 1]`, formatShape(x.shape));
  return x;
}
