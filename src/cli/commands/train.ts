import { Command } from 'commander';
import { describe } from '../../errors.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { TrainFlags } from '../training/flags.ts';
import { WrongCall } from '../wrong-call.ts';

const EXAMPLES = `
Examples:
  nnfs train --data spiral --hidden 64 --optimizer adam --learning-rate 0.05 --decay 5e-7 --epochs 10001
                                              chapter 10's run, the book's numbers
  nnfs train --data iris.csv --target species --validation 0.2 --save iris.safetensors
                                              classes from a table, a fifth of its rows held out
  nnfs train --data cars.csv --target Miles_per_Gallon --drop Name --validation 0.2 --early-stopping
                                              numbers from a table; the best epoch is kept
  nnfs train --data photos/ --size 64 --validation 0.2 --save photos.safetensors
                                              pictures, a folder for each class, by a small convolutional network
  nnfs train --data mnist/ --epochs 3         MNIST's four files as they are downloaded
  nnfs train --data spiral --model layers.json
                                              a network of your own: [{ "kind": "Dense", "config": { ... } }, ...]
  nnfs train --data spiral --save model.safetensors
                                              keep the model; Ctrl-C keeps it too
  nnfs train --resume model.safetensors --epochs 2001
                                              go on to 2001 epochs in all
  nnfs train --data sine --learning-rate 0.005 --decay 1e-3 --plot curves.svg
                                              regression, with a picture of its course`;

/**
 * `nnfs train`: trains a network on generated data, a table or pictures.
 *
 * @param argv the call; only where it names this command are all options there, since they take every class of the package
 */
export async function trainCommand(terminal: Terminal, argv: readonly string[]): Promise<Command> {
  const command = new Command('train')
    .description('train a network and print how it learns')
    .option('--json', 'print one JSON object: settings, history and final figures')
    .addHelpText('after', EXAMPLES)
    .allowExcessArguments()
    .action(async (flags: TrainFlags, { args: [word] }: Command) => {
      if (word !== undefined)
        throw new WrongCall(
          'train',
          'options alone',
          describe(word),
          `--data ${word} names a table or a folder of pictures.`,
        );
      const { train } = await import('../training/run.ts');
      await train(flags, argv, terminal);
    });
  if (!argv.includes('train')) return command;
  const { addTrainOptions } = await import('../training/flags.ts');
  return addTrainOptions(command);
}
