/** Rows as lines of a CSV file; a cell that needs quotes gets them. */
export function csvLines(rows: readonly (readonly string[])[]): string {
  const quoted = (cell: string): string => (/[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
  return rows.map((row) => `${row.map(quoted).join(',')}\n`).join('');
}
