/** The options by which commands that read a model find its data. */
import type { Command } from 'commander';
import type { DotPrecision } from '../../tensor/kernels/index.ts';
import { countOption, dotPrecisionOption, seedOption, textOption } from '../options.ts';
import { PICTURE_FLAGS, pictureOptions, type PictureFlags } from '../pictures/options.ts';
import { READING_FLAGS, readingOptions, type ReadingFlags } from '../tables/reading.ts';

/** What they were set to. */
export interface DataFlags extends ReadingFlags, PictureFlags {
  readonly data: string;
  readonly samples?: number;
  readonly classes?: number;
  readonly seed?: number | string;
  readonly target?: string;
  readonly dotPrecision?: DotPrecision;
}

/** Those that mean nothing where no table is read. */
export const FOR_TABLES: readonly (keyof DataFlags)[] = ['target', ...READING_FLAGS];
/** Those that mean nothing where no pictures are read. */
export const FOR_PICTURES: readonly (keyof DataFlags)[] = PICTURE_FLAGS;
/** Those that mean nothing where data are read. */
export const FOR_GENERATED: readonly (keyof DataFlags)[] = ['samples', 'classes', 'seed'];

/** @param target what `--target` is for */
export function addDataOptions(command: Command, target: string): Command {
  command
    .argument('<model>', 'a file that nnfs train --save or model.toBytes wrote')
    .addOption(
      textOption(
        '--data <name>',
        'the path of a table (CSV, JSON; - reads standard input), of a picture or a folder of pictures, or spiral, vertical, sine, moons, circles, blobs',
      ).makeOptionMandatory(),
    )
    .addOption(textOption('--target <name>', target))
    .addOption(dotPrecisionOption(undefined, 'how dot products accumulate (default: as trained)'));
  const generated = [
    countOption('--samples <count>', 'samples of each class (default: 100; 1000 for sine)'),
    countOption('--classes <count>', 'classes (default: as many as the model has)'),
    seedOption(undefined, 'where their stream starts (default: 0)'),
  ];
  for (const each of generated) command.addOption(each.helpGroup('Generated data:'));
  addReadingOptions(command, '(default: as trained)');
  for (const each of pictureOptions(true)) command.addOption(each.helpGroup('Pictures (default: as trained):'));
  return command;
}

/** @param note what the help says of all of them */
export function addReadingOptions(command: Command, note = ''): Command {
  for (const each of readingOptions()) command.addOption(each.helpGroup(`How a file is read${note && ` ${note}`}:`));
  return command;
}
