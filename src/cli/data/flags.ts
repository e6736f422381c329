/** The options by which commands that read a model find its data. */
import type { Command } from 'commander';
import type { DotPrecision } from '../../tensor/kernels/index.ts';
import { countOption, dotPrecisionOption, seedOption, textOption } from '../options.ts';

/** What they were set to. */
export interface DataFlags {
  readonly data: string;
  readonly samples?: number;
  readonly classes?: number;
  readonly seed?: number | string;
  readonly target?: string;
  readonly dotPrecision?: DotPrecision;
}

/** @param target what `--target` is for */
export function addDataOptions(command: Command, target: string): Command {
  return command
    .argument('<model>', 'a file that nnfs train --save or model.toBytes wrote')
    .addOption(
      textOption(
        '--data <name>',
        'spiral, vertical, sine, moons, circles, blobs or the path of a CSV file with a header',
      ).makeOptionMandatory(),
    )
    .addOption(
      countOption('--samples <count>', 'samples of each class of generated data (default: 100; 1000 for sine)'),
    )
    .addOption(countOption('--classes <count>', 'classes of generated data (default: as many as the model has)'))
    .addOption(seedOption(undefined, 'where the stream of generated data starts (default: 0)'))
    .addOption(textOption('--target <name>', target))
    .addOption(dotPrecisionOption(undefined, 'how dot products accumulate (default: as trained)'));
}
