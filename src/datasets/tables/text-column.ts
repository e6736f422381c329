import { Column } from './column.ts';

/** Up to so many different texts are categories however few rows there are. */
const FEW = 20;

/** A column of texts: categories, or texts that hardly repeat. */
export class TextColumn extends Column {
  /** `category` where there are at most 20 different texts, or at most half as many as there are values; else `text`. */
  readonly type: 'category' | 'text';
  /** [N], the number of each row's text in `dictionary`, -1 where it is missing. Not to be changed. */
  readonly codes: Int32Array;
  /** The different texts. Some may be in no row. */
  readonly dictionary: readonly string[];
  #counts: Int32Array | undefined;

  constructor(name: string, codes: Int32Array, dictionary: readonly string[], type?: 'category' | 'text') {
    super(name);
    this.codes = codes;
    this.dictionary = dictionary;
    this.type = type ?? (dictionary.length <= Math.max(FEW, codes.length / 2) ? 'category' : 'text');
  }

  override get length(): number {
    return this.codes.length;
  }

  override isMissing(row: number): boolean {
    return this.codes[row]! < 0;
  }

  override at(row: number): string | null {
    return this.dictionary[this.codes[row]!] ?? null;
  }

  /** How often each text of the dictionary occurs. */
  get counts(): Int32Array {
    if (this.#counts === undefined) {
      this.#counts = new Int32Array(this.dictionary.length);
      for (const code of this.codes) if (code >= 0) this.#counts[code]!++;
    }
    return this.#counts;
  }

  override get distinct(): number {
    return this.counts.reduce((distinct, count) => distinct + Number(count > 0), 0);
  }

  override range(): string {
    const { counts } = this;
    const top: number[] = [];
    for (let code = 0; code < counts.length; code++) {
      const place = top.findIndex((other) => counts[code]! > counts[other]!);
      if (place >= 0) top.splice(place, 0, code);
      else if (top.length < 4) top.push(code);
      if (top.length > 4) top.pop();
    }
    const shown = top.slice(0, 3).filter((code) => counts[code]! > 0);
    const texts = shown.map((code) => {
      const text = this.dictionary[code]!;
      return text.length > 24 ? `${text.slice(0, 23)}…` : text;
    });
    return texts.join(', ') + (this.distinct > 3 ? ', ...' : '');
  }

  override rename(name: string): TextColumn {
    return new TextColumn(name, this.codes, this.dictionary, this.type);
  }

  override take(rows: ArrayLike<number>): TextColumn {
    const codes = Int32Array.from(rows, (row) => this.codes[row]!);
    return new TextColumn(this.name, codes, this.dictionary, this.type);
  }
}
