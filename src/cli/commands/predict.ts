import { Command } from 'commander';
import { addDataOptions, type DataFlags } from '../data/flags.ts';
import { pathOfData } from '../data/source.ts';
import { textOption } from '../options.ts';
import type { Terminal } from '../terminal/terminal.ts';

interface PredictFlags extends DataFlags {
  readonly classesOnly?: boolean;
  readonly output?: string;
}

const EXAMPLES = `
Examples:
  nnfs predict model.safetensors --data new.csv
                                              the rows with what the model answers, and its confidence in each class
  cat new.csv | nnfs predict model.safetensors --data -
                                              the same in a pipe
  nnfs predict model.safetensors --data new.csv --classes-only --output answers.csv
  nnfs predict photos.safetensors --data new/ the file, the label and the confidence of each picture`;

function* inBytes(texts: Iterable<string>): Generator<Uint8Array> {
  for (const text of texts) yield Buffer.from(text);
}

/** `nnfs predict`: what a saved model answers, as CSV. */
export function predictCommand(terminal: Terminal): Command {
  const target = 'a column that is no input, for models that do not know their table';
  return addDataOptions(new Command('predict'), target)
    .description('print what a saved model answers, as CSV')
    .option('--classes-only', 'leave out the confidences')
    .addOption(textOption('--output <file>', 'write there instead of to stdout'))
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, { classesOnly = false, output, ...options }: PredictFlags) => {
      const { predict } = await import('./predict-run.ts');
      if (output === undefined) {
        for (const text of await predict(path, options, classesOnly, terminal)) {
          if (!(await terminal.output(text))) return;
        }
        return;
      }
      const { checkOutput } = await import('../output-file.ts');
      const { writeFileAtomically } = await import('../../io/node-file.ts');
      checkOutput('--output', output, { MODEL: path, '--data': pathOfData(options.data) });
      writeFileAtomically('--output', output, inBytes(await predict(path, options, classesOnly, terminal)));
    });
}
