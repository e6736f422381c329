import { withoutUnit } from '../quantity.ts';

const POINT = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d*)\.\d+$/;
const COMMA = /^[+-]?(?:\d{1,3}(?:\.\d{3})+|\d*),\d+$/;
/** `1,234` is a thousand or a little more than one. */
const EITHER = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/;

/** Finds out what begins a fraction, from what is more frequent. Where commas part cells, three digits behind one are thousands. */
export function findDecimal(rows: Iterable<readonly string[]>, delimiter: string): '.' | ',' {
  let [points, commas] = [0, 0];
  for (const row of rows) {
    for (const text of row) {
      const cell = withoutUnit(text);
      const weight = EITHER.test(cell) ? 0.01 : 1;
      if (POINT.test(cell)) points += weight;
      else if (COMMA.test(cell) && (weight === 1 || delimiter !== ',')) commas += weight;
    }
  }
  return commas > points ? ',' : '.';
}
