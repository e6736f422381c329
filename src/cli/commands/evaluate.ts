import { Command } from 'commander';
import { addDataOptions, type DataFlags } from '../data/flags.ts';
import type { Terminal } from '../terminal/terminal.ts';

const EXAMPLES = `
Examples:
  nnfs evaluate model.safetensors --data spiral --seed 1
                                              on spirals that it was not trained with
  nnfs evaluate model.safetensors --data test.csv
                                              on rows that it has not seen, with the columns it was trained with
  nnfs evaluate photos.safetensors --data others/
                                              on pictures, a folder for each class`;

/** `nnfs evaluate`: how good a saved model is. */
export function evaluateCommand(terminal: Terminal): Command {
  const target =
    'the column to compare with, for models that do not know their table (default: as trained, or the last)';
  return addDataOptions(new Command('evaluate'), target)
    .description('print how good a saved model is on data')
    .option('--json', 'print one JSON object')
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, { json = false, ...options }: DataFlags & { readonly json?: boolean }) => {
      const { evaluate } = await import('./evaluate-run.ts');
      await evaluate(path, options, json, terminal);
    });
}
