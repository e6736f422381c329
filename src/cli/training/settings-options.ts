/** The options of `nnfs train` that a model file keeps, in groups, in the order in which it does. */
import { Option } from 'commander';
import { SCALE_NAMES } from '../../datasets/tables/encoder/scaling.ts';
import { TASKS } from '../../datasets/tables/encoder/target.ts';
import { Dropout } from '../../layers/dropout.ts';
import { REGULARIZATION } from '../../layers/regularization.ts';
import { from0 } from '../../options.ts';
import { ACTIVATIONS, OPTIMIZERS } from '../../recipes/kinds.ts';
import { LOSS_NAMES, SCHEDULE_NAMES } from '../../recipes/settings.ts';
import { START_NAMES } from '../../recipes/starts.ts';
import { LABEL_SMOOTHING } from '../../losses/categorical-crossentropy-from-logits.ts';
import { choiceOption, countOption, countsOption, dotPrecisionOption, numberOption, option, seedOption, textOption } from '../options.ts'; // prettier-ignore
import { pictureOptions } from '../pictures/options.ts';
import { RECIPE_NAMES } from '../../recipes/image-options.ts';
import { namesOption } from '../tables/options.ts';
import { readingOptions } from '../tables/reading.ts';
import { decimalNumber, wholeNumber } from '../text.ts';
import { optimizerFlags } from './optimizer-flags.ts';

type Group = readonly [heading: string, options: readonly Option[]];

const FROM_0 = from0(1);
const PENALTY = REGULARIZATION.weightRegularizerL1;

export function settingsGroups(): readonly Group[] {
  return [
    ['Data:', dataOptions()],
    ['Generated data:', generatedOptions()],
    ['Tables:', tableOptions()],
    ['How a file is read:', readingOptions()],
    ['Pictures:', pictureOptions()],
    ['Network:', networkOptions()],
    ['Training:', trainingOptions()],
    ['Optimizer:', optimizerFlags()],
  ];
}

function dataOptions(): readonly Option[] {
  return [
    textOption(
      '--data <name>',
      'the path of a table (CSV, JSON; - reads standard input) or of a folder of pictures, or spiral, vertical, sine, moons, circles, blobs',
    ),
    textOption('--target <name>', 'the column of a table to predict (default: the last)'),
    option<number | string | undefined>(
      '--validation <amount>',
      'rows or pictures that only judge: a share such as 0.2, or another file or folder; of generated data further samples of each class',
      undefined,
      'a number above 0 or the path of a file',
      (text) => {
        const amount = decimalNumber(text.replace(/^([\d.]+)%$/, '$1e-2'));
        return amount === undefined ? text || undefined : amount > 0 ? amount : undefined;
      },
    ),
    seedOption(undefined, 'where the random stream starts: a number or any text (default: 0)'),
    countOption('--print-every <count>', 'epochs from line to line (default: 100; 1 for pictures)'),
  ];
}

function generatedOptions(): readonly Option[] {
  return [
    countOption('--samples <count>', 'samples of each class (default: 100; 1000 for sine)'),
    countOption('--classes <count>', 'classes (default: 3; 2 with --loss binary, hinge or squared-hinge)'),
  ];
}

function tableOptions(): readonly Option[] {
  return [
    choiceOption('--task <name>', 'classes or numbers (default: by the target)', TASKS),
    namesOption('--drop <names>', 'columns to leave out'),
    namesOption('--features <names>', 'the columns to use, whatever they look like (default: all that look useful)'),
    namesOption('--categories <names>', 'columns of numbers that are codes (default: those whose names say so)'),
    choiceOption('--scale <kind>', 'how inputs are scaled (default: standard; none for generated data)', SCALE_NAMES),
    new Option('--class-weights', 'let rare classes weigh as much as frequent ones'),
    option<boolean | number | undefined>(
      '--early-stopping [patience]',
      'stop when validation no longer improves for so many epochs (default: 10), and keep the best epoch',
      undefined,
      'a whole number of epochs, 1 or more',
      (text) => {
        const patience = wholeNumber(text);
        return patience === 0 ? undefined : patience;
      },
    ),
    new Option('--tune', 'try more settings on parts of the rows, which takes longer, and show what was tried'),
  ];
}

function networkOptions(): readonly Option[] {
  return [
    choiceOption(
      '--recipe <name>',
      'for pictures: a small convolutional network, or the dense one of the book (default: convnet)',
      RECIPE_NAMES,
    ),
    textOption('--model <file>', 'a list of layers as JSON, instead of what follows here, --loss aside'),
    countsOption(
      '--hidden <counts>',
      'neurons of the hidden layers, or none (default: 64,64; for tables by the rows; for pictures by the recipe)',
    ),
    choiceOption('--activation <name>', 'what follows each hidden layer (default: relu)', [...ACTIVATIONS.keys()]),
    choiceOption(
      '--initializer <name>',
      'how weights start (default: --weight-scale; for tables by the rows; heNormal for pictures)',
      START_NAMES,
    ),
    numberOption(
      '--weight-scale <factor>',
      'of randn for the first weights (default: 0.01; 0.1 with losses of numbers)',
      FROM_0,
    ),
    numberOption('--l1 <strength>', 'penalty on the size of weights and biases of hidden layers (default: 0)', PENALTY),
    numberOption('--l2 <strength>', 'penalty on their squares (default: 0; for tables by the rows)', PENALTY),
    numberOption(
      '--dropout <share>',
      'dropped after each hidden activation (default: 0; for tables by the rows; for pictures by the recipe)',
      Dropout.options.rate,
    ),
    choiceOption(
      '--loss <name>',
      'of classes or of numbers; also picks the output layer; confidences of hinge losses only rank (default: by the target)',
      LOSS_NAMES,
    ),
    numberOption(
      '--label-smoothing <share>',
      'shared out evenly among all classes of what a target is sure of, for categorical and binary (default: 0)',
      LABEL_SMOOTHING.labelSmoothing,
    ),
  ];
}

function trainingOptions(): readonly Option[] {
  return [
    countOption(
      '--epochs <count>',
      'how often all samples are seen, in all (default: 1001; for tables and pictures by their number)',
    ),
    countOption('--batch-size <count>', 'samples in a step (default: all; for tables by the rows; 64 for pictures)'),
    new Option('--shuffle', 'see the samples in a new order each epoch, as tables and pictures are in any case'),
    choiceOption(
      '--schedule <name>',
      'how the learning rate goes over all epochs: as the optimizer has it; down to a hundredth; or, one-cycle, up and down (default: constant; for tables and pictures cosine, but constant with --learning-rate or --decay)',
      SCHEDULE_NAMES,
    ),
    dotPrecisionOption(undefined, 'how dot products accumulate (default: float64; float32 for files)'),
    choiceOption('--optimizer <name>', '(default: adam)', [...OPTIMIZERS.keys()]),
  ];
}
