/** The options of `nnfs train`. */
import { Command, CommanderError, Option } from 'commander';
import { FormatError } from '../../errors.ts';
import { Dropout } from '../../layers/dropout.ts';
import { REGULARIZATION } from '../../layers/regularization.ts';
import { above0 } from '../../options.ts';
import { ACTIVATIONS, OPTIMIZERS } from '../../recipes/kinds.ts';
import { choiceOption, countOption, countsOption, dotPrecisionOption, flagOf, numberOption, option, seedOption, textOption } from '../options.ts'; // prettier-ignore
import { WrongCall } from '../wrong-call.ts';
import { optimizerFlags } from './optimizer-flags.ts';
import { LOSS_NAMES } from '../../recipes/settings.ts';
import { SCALE_NAMES, newSettings, type SettingsFlags, type TrainSettings } from './settings.ts';

/** What becomes of a run; the settings say what it computes. */
export interface OutputFlags {
  readonly save?: string;
  readonly resume?: string;
  readonly checkpointEvery?: number;
  readonly plot?: string;
  readonly json?: boolean;
}

export type TrainFlags = SettingsFlags & OutputFlags;

const POSITIVE = above0(1);
const PENALTY = REGULARIZATION.weightRegularizerL1;

/** The options that a model file keeps, in the order in which it does. */
function settingsOptions(): readonly Option[] {
  return [
    textOption(
      '--data <name>',
      'spiral, vertical, sine, moons, circles, blobs or the path of a CSV file with a header',
    ),
    countOption('--samples <count>', 'samples of each class of generated data (default: 100; 1000 for sine)'),
    countOption('--classes <count>', 'classes of generated data (default: 3; 2 with --loss binary)'),
    textOption('--target <name>', 'the column of a CSV file to predict (default: the last)'),
    choiceOption(
      '--scale <kind>',
      'how inputs are scaled (default: standard for files, none for generated data)',
      SCALE_NAMES,
    ),
    numberOption(
      '--validation <amount>',
      'data held out: further samples of each class, or a share of a file such as 0.2',
      POSITIVE,
    ),
    countsOption('--hidden <counts>', 'neurons of the hidden layers (default: 64,64)'),
    choiceOption('--activation <name>', 'what follows each hidden layer (default: relu)', [...ACTIVATIONS.keys()]),
    numberOption(
      '--weight-scale <factor>',
      'of randn for the first weights (default: 0.01; 0.1 with mse, mae)',
      POSITIVE,
    ),
    numberOption('--l1 <strength>', 'penalty on the size of weights and biases of hidden layers (default: 0)', PENALTY),
    numberOption('--l2 <strength>', 'penalty on their squares (default: 0)', PENALTY),
    numberOption('--dropout <share>', 'dropped after each hidden activation (default: 0)', Dropout.options.rate),
    choiceOption('--loss <name>', 'also picks the output layer (default: by the target)', LOSS_NAMES),
    choiceOption('--optimizer <name>', '(default: adam)', [...OPTIMIZERS.keys()]),
    ...optimizerFlags(),
    countOption('--epochs <count>', 'how often all samples are seen, in all (default: 1001)'),
    countOption('--batch-size <count>', 'samples in a step (default: all)'),
    new Option('--shuffle', 'see the samples in a new order each epoch'),
    seedOption(undefined, 'where the random stream starts: a number or any text (default: 0)'),
    dotPrecisionOption(undefined, 'how dot products accumulate (default: float64; float32 for files)'),
    countOption('--print-every <count>', 'epochs from line to line (default: 100)'),
  ];
}

function outputOptions(): readonly Option[] {
  const picture = (text: string): string | undefined => (/\.(svg|html?)$/i.test(text) ? text : undefined);
  return [
    textOption('--save <file>', 'keep the model there, with all that --resume needs: now and then, and at the end'),
    textOption('--resume <file>', 'go on with a saved model, up to --epochs in all'),
    countOption('--checkpoint-every <count>', 'epochs from saving to saving (default: as many as take seconds)'),
    option<string | undefined>(
      '--plot <file>',
      'draw loss and accuracy',
      undefined,
      'a name in .html or .svg',
      picture,
    ),
  ];
}

export function addTrainOptions(command: Command): Command {
  for (const each of [...settingsOptions(), ...outputOptions()]) command.addOption(each);
  return command;
}

/** The words that `savedSettings` makes equal settings of. */
export function wordsOf(settings: TrainSettings): string[] {
  return settingsOptions().flatMap((each) => {
    const value = settings[each.attributeName()] as string | number | boolean | readonly number[] | undefined;
    if (value === undefined || value === false) return [];
    return value === true ? [each.long!] : [flagOf(each.attributeName()), String(value)];
  });
}

/** The settings that a model file keeps. @throws FormatError for words that are none */
export function savedSettings(words: readonly string[], path: string): TrainSettings {
  const command = new Command()
    .helpOption(false)
    .exitOverride()
    .configureOutput({ outputError: () => undefined });
  for (const each of settingsOptions()) command.addOption(each);
  try {
    return newSettings(command.parse(words, { from: 'user' }).opts());
  } catch (error) {
    if (!(error instanceof CommanderError) && !(error instanceof WrongCall)) throw error;
    throw new FormatError(`${path}: nnfs.train, options`, 'options of nnfs train', error.message);
  }
}
