import { Command } from 'commander';
import { addDataOptions, type DataFlags } from '../data/flags.ts';
import type { Terminal } from '../terminal/terminal.ts';

const EXAMPLES = `
Examples:
  nnfs evaluate model.safetensors --data spiral --seed 1
                                              on spirals that it was not trained with
  nnfs evaluate model.safetensors --data test.csv
                                              on a file with the columns it was trained with`;

/** `nnfs evaluate`: how good a saved model is. */
export function evaluateCommand(terminal: Terminal): Command {
  const target = 'the column of a CSV file to predict (default: as trained, or the last)';
  return addDataOptions(new Command('evaluate'), target)
    .description('print accuracy, loss and further metrics of a saved model on data')
    .option('--json', 'print one JSON object')
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, { json, ...options }: DataFlags & { readonly json?: boolean }) => {
      const { loadModelData, openModel } = await import('../data/model-data.ts');
      const { formatFigures } = await import('../training/figures.ts');
      const saved = openModel(path);
      const { X, y } = loadModelData(saved, options, true);
      const figures = saved.model.evaluate(X, y);
      terminal.print(json ? JSON.stringify({ ...figures, samples: X.shape[0] }) : formatFigures(figures));
    });
}
