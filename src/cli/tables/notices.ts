import type { Terminal } from '../terminal/terminal.ts';
import { inFlags } from './in-flags.ts';

/** So many are told at once. */
const MOST = 30;

/** Says on stderr, a line each, what a person should know of a table. */
export function tell(notices: readonly string[], terminal: Terminal): void {
  for (const line of told(notices)) terminal.print(line, terminal.streams.stderr);
}

/** Notices as lines in the words of the command line; of very many the first ones. */
export function told(notices: readonly string[]): string[] {
  const lines = notices.slice(0, MOST).map((notice) => inFlags(notice).replaceAll('\n', ' '));
  return notices.length > MOST
    ? [...lines, `... and ${notices.length - MOST} notices more; --json has all of them`]
    : lines;
}
