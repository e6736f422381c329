/** What the page is told of a column. */
export interface ColumnSummary {
  readonly name: string;
  readonly isNumber: boolean;
  /** How many different values it has. */
  readonly values: number;
  /** Whether one is there more than once. */
  readonly repeats: boolean;
}

/** The one column that a target is told from, where there are no others: whatever it looks like, even as if it counted the rows. */
export function featuresOf(columns: readonly ColumnSummary[], target: string): readonly string[] | undefined {
  const others = columns.filter(({ name }) => name !== target);
  return others.length === 1 && others[0]!.isNumber && others[0]!.values > 1 ? [others[0]!.name] : undefined;
}
