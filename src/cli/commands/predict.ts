import { Command } from 'commander';
import type { DataOptions } from '../data/model-data.ts';
import { addDataOptions } from '../data/options.ts';
import { textOption } from '../options.ts';
import type { Streams } from '../terminal/streams.ts';

interface PredictOptions extends DataOptions {
  readonly classesOnly?: boolean;
  readonly output?: string;
}

const EXAMPLES = `
Examples:
  nnfs predict model.safetensors --data new.csv
                                              a line for each row: the class, and the confidence in each
  nnfs predict model.safetensors --data new.csv --classes-only --output answers.csv`;

/** `nnfs predict`: what a saved model answers, CSV in, CSV out. */
export function predictCommand({ stdout }: Streams): Command {
  return addDataOptions(new Command('predict'))
    .description('print what a saved model answers, as CSV')
    .option('--classes-only', 'leave out the confidences')
    .addOption(textOption('--output <file>', 'write there instead of to stdout'))
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, { classesOnly = false, output, ...options }: PredictOptions) => {
      const { predict } = await import('./predict-run.ts');
      const text = predict(path, options, classesOnly);
      if (output === undefined) {
        stdout.write(text);
        return;
      }
      const { writeFileAtomically } = await import('../../io/node-file.ts');
      writeFileAtomically('--output', output, new TextEncoder().encode(text));
    });
}
