import { Command } from 'commander';
import { addReadingOptions } from '../data/flags.ts';
import { textOption } from '../options.ts';
import type { ReadingFlags } from '../tables/reading.ts';
import type { Terminal } from '../terminal/terminal.ts';

interface TableDataFlags extends ReadingFlags {
  readonly target?: string;
  readonly json?: boolean;
}

const EXAMPLES = `
A file may be CSV with any delimiter, with a decimal comma, gaps, dates, units and text, or JSON, an array of objects or one
on each line; either may be packed by gzip. How it is written is found out, and what was found out is said.

Examples:
  nnfs data cars.csv                          the columns, what training makes of them, and the target it would take
  nnfs data cars.csv --target Miles_per_Gallon
                                              the same for another target
  nnfs train --data cars.csv --target Miles_per_Gallon --validation 0.2 --save model.safetensors
                                              what comes next`;

/** `nnfs data`: what is in a table, and what training would make of it. */
export function dataCommand(terminal: Terminal): Command {
  const command = new Command('data')
    .description('show the table in a file, and what training would make of it')
    .argument('<file>', 'the path of a table (CSV, JSON; - reads standard input)')
    .addOption(textOption('--target <name>', 'the column that is to be predicted (default: the last)'))
    .option('--json', 'print one JSON object')
    .addHelpText('after', EXAMPLES);
  return addReadingOptions(command).action(async (path: string, { json = false, ...options }: TableDataFlags) => {
    const { showTable } = await import('./data-run.ts');
    await showTable(path, options, json, terminal);
  });
}
