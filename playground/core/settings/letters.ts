/** What classes are called. */
export const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];

/** The names of so many classes: those that the data gives them, or letters. */
export const classNames = (classes: number, labels: readonly string[] | undefined): string[] =>
  Array.from({ length: classes }, (_, k) => labels?.[k] ?? LETTERS[k]!);
