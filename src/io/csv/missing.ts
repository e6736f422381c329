/** Texts that stand for a missing value wherever they are a whole cell. */
const WORDS = ['', 'NA', 'N/A', 'n/a', '#N/A', '<NA>', 'NaN', 'nan', 'NULL', 'null', '?', '-', '.'];

/** What stands for a missing value. */
export interface MissingWords {
  readonly texts: ReadonlySet<string>;
  /** The numbers among the texts that a person named. */
  readonly numbers: readonly number[];
}

/** @param named beside those that always do */
export function missingWords(named: readonly string[] = []): MissingWords {
  const texts = named.map((text) => text.trim());
  return {
    texts: new Set([...WORDS, ...texts]),
    numbers: texts
      .filter((text) => text !== '')
      .map(Number)
      .filter((number) => !Number.isNaN(number)),
  };
}
