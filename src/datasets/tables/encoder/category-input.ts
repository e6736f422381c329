import type { JsonValue } from '../../../io/json.ts';
import type { Column, ColumnType } from '../column.ts';
import { countsOf, textsOf } from './cells.ts';
import type { InputEncoding, InputJSON } from './input.ts';
import { GAP } from './scaling.ts';
import { textsIn, typeIn } from './stored.ts';

/** A category in fewer rows than this is rare: a fiftieth of all, at least 2 and at most 5. */
const rareBelow = (rows: number): number => Math.min(5, Math.max(2, Math.ceil(rows / 50)));
/** So many categories of a column have an input of their own, the most frequent ones. */
const MOST = 100;

/**
 * An input for each category, 1 where it is that one and 0 elsewhere. Where some were rare in training, one input stands for all of
 * them, and for those never seen; where there were gaps, one for these.
 */
export class CategoryInput implements InputEncoding {
  static readonly kind = 'category';
  readonly column: string;
  readonly type: ColumnType;
  /** The categories that have an input, in order. */
  readonly categories: readonly string[];
  readonly other: boolean;
  readonly marked: boolean;

  constructor(column: string, type: ColumnType, categories: readonly string[], other: boolean, marked: boolean) {
    this.column = column;
    this.type = type;
    this.categories = categories;
    this.other = other;
    this.marked = marked;
  }

  static fit(column: Column): CategoryInput {
    const { name, type, missing } = column;
    const texts = textsOf(column);
    const counts = countsOf(texts);
    const present = texts.dictionary.map((text, code) => ({ text, count: counts[code]! })).filter(({ count }) => count);
    const few = present.length <= 2; // both of two are wanted, however rare one is
    const frequent = present
      .filter(({ count }) => few || count >= rareBelow(column.length))
      .sort((a, b) => b.count - a.count);
    const categories = frequent.slice(0, MOST).map(({ text }) => text);
    return new CategoryInput(name, type, categories.sort(inOrder), categories.length < present.length, missing > 0);
  }

  static fromJSON(json: JsonValue): CategoryInput {
    const [other, marked] = [json.member('other').flag(), json.member('marked').flag()];
    return new CategoryInput(
      json.member('column').string(),
      typeIn(json),
      textsIn(json, 'categories', 1),
      other,
      marked,
    );
  }

  get names(): readonly string[] {
    const rest = [...(this.other ? ['other'] : []), ...(this.marked ? [GAP] : [])];
    return [...this.categories, ...rest].map((category) => `${this.column}=${category}`);
  }

  write(column: Column, X: Float32Array, at: number, I: number): void {
    const { codes, dictionary } = textsOf(column);
    const places = new Map(this.categories.map((category, i) => [category, i]));
    const [other, gap] = [this.categories.length, this.categories.length + Number(this.other)];
    const inputs = dictionary.map((text) => places.get(text) ?? (this.other ? other : -1));
    for (let n = 0; n < codes.length; n++) {
      const input = codes[n]! >= 0 ? inputs[codes[n]!]! : this.marked ? gap : -1;
      if (input >= 0) X[n * I + at + input] = 1;
    }
  }

  toJSON(): InputJSON {
    const { column, type, categories, other, marked } = this;
    return { kind: CategoryInput.kind, column, type, categories, other, marked };
  }
}

/** Numbers in their order, then the other texts in that of the alphabet. */
export function inOrder(a: string, b: string): number {
  const [x, y] = [a, b].map((text) => (text.trim() === '' ? NaN : Number(text)));
  if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1;
  if (x! < y! || x! > y!) return x! < y! ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
