import { Command } from 'commander';
import type { DataOptions } from '../data/model-data.ts';
import { addDataOptions } from '../data/options.ts';
import type { Streams } from '../terminal/streams.ts';

const EXAMPLES = `
Examples:
  nnfs evaluate model.safetensors --data spiral --seed 1
                                              on spirals that it was not trained with
  nnfs evaluate model.safetensors --data test.csv
                                              on a file with the columns it was trained with`;

/** `nnfs evaluate`: accuracy and loss of a saved model. */
export function evaluateCommand({ stdout }: Streams): Command {
  return addDataOptions(new Command('evaluate'))
    .description('print accuracy and loss of a saved model on data')
    .option('--json', 'print one JSON object')
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, { json, ...options }: DataOptions & { readonly json?: boolean }) => {
      const { loadModel, loadModelData } = await import('../data/model-data.ts');
      const { formatValidation } = await import('../../model/history.ts');
      const saved = loadModel(path);
      const { X, y } = loadModelData(saved, options, true);
      const figures = saved.model.evaluate(X, y);
      const { loss, accuracy } = figures;
      const text = json ? JSON.stringify({ loss, accuracy, samples: X.shape[0] }) : formatValidation(figures);
      stdout.write(`${text.replace(/^validation, /, '')}\n`);
    });
}
