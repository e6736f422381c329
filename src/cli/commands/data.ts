import { Command } from 'commander';
import { addReadingOptions } from '../data/flags.ts';
import { isFolder } from '../data/source.ts';
import { describe } from '../../errors.ts';
import { flagOf, textOption } from '../options.ts';
import { WrongCall } from '../wrong-call.ts';
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
  nnfs data photos/                           the classes, numbers and sizes of pictures, a folder for each class
  nnfs train --data cars.csv --target Miles_per_Gallon --validation 0.2 --save model.safetensors
                                              what comes next`;

/** `nnfs data`: what is in a table, and what training would make of it. */
export function dataCommand(terminal: Terminal): Command {
  const command = new Command('data')
    .description('show the table in a file and what training would make of it, or the pictures in a folder')
    .argument('<file>', 'the path of a table (CSV, JSON; - reads standard input), or of a folder of pictures')
    .addOption(textOption('--target <name>', 'the column that is to be predicted (default: the last)'))
    .option('--json', 'print one JSON object')
    .addHelpText('after', EXAMPLES);
  return addReadingOptions(command).action(async (path: string, { json = false, ...options }: TableDataFlags) => {
    if (isFolder(path)) {
      const { showPictures } = await import('../pictures/data.ts');
      refuseForPictures(path, options);
      await showPictures(path, json, terminal);
      return;
    }
    const { showTable } = await import('./data-run.ts');
    await showTable(path, options, json, terminal);
  });
}

/** @throws WrongCall for an option that only tables have */
function refuseForPictures(path: string, options: Readonly<Record<string, unknown>>): void {
  const [given] = Object.keys(options);
  if (given !== undefined) throw new WrongCall('FILE', `a table for ${flagOf(given)}`, `${describe(path)}, a folder`);
}
