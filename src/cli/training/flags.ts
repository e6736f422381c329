/** The options of `nnfs train`. */
import { Command, CommanderError, Option } from 'commander';
import { FormatError } from '../../errors.ts';
import { textOption, countOption } from '../options.ts';
import { reportOption } from '../plots/option.ts';
import { WrongCall } from '../wrong-call.ts';
import { newSettings } from './new-settings.ts';
import type { SettingsFlags, TrainSettings } from './settings.ts';
import { settingsGroups } from './settings-options.ts';
import { textOf } from './value-text.ts';

/** What becomes of a run; the settings say what it computes. */
export interface OutputFlags {
  readonly test?: string;
  readonly save?: string;
  readonly resume?: string;
  readonly checkpointEvery?: number;
  readonly plot?: string;
  readonly curve?: boolean;
  readonly json?: boolean;
}

export type TrainFlags = SettingsFlags & OutputFlags;

function outputOptions(): readonly Option[] {
  return [
    textOption('--test <file>', 'rows of a table, or a folder of pictures, that a report at the end is about'),
    textOption('--save <file>', 'keep the model there, with all that --resume needs: now and then, and at the end'),
    textOption(
      '--resume <file>',
      'go on with a saved model, up to --epochs in all; a rate that changes then does so over all of them',
    ),
    countOption('--checkpoint-every <count>', 'epochs from saving to saving (default: as many as take seconds)'),
    new Option('--curve', 'draw the loss in the terminal, too, while it goes on; nothing where no terminal is'),
    reportOption(
      '--plot <file>',
      'draw the run as a page (.html) or a picture (.svg, .png): curves, confusion or predictions, decision map, network, weights, settings',
    ),
  ];
}

/** All options, in groups for the help. */
export function addTrainOptions(command: Command): Command {
  for (const [group, options] of [...settingsGroups(), ['Results:', outputOptions()] as const]) {
    for (const each of options) command.addOption(each.helpGroup(group));
  }
  return command;
}

function settingsOptions(): readonly Option[] {
  return settingsGroups().flatMap(([, options]) => options);
}

/** The words that `savedSettings` makes equal settings of. */
export function wordsOf(settings: TrainSettings): string[] {
  return settingsOptions().flatMap((each) => {
    const value = (settings as Readonly<Record<string, unknown>>)[each.attributeName()];
    if (value === undefined || value === false) return [];
    return value === true ? [each.long!] : [each.long!, textOf(value)];
  });
}

/**
 * The settings that a model file keeps.
 *
 * @param pictures whether the model learnt pictures
 * @throws FormatError for words that are none
 */
export function savedSettings(words: readonly string[], path: string, pictures: boolean): TrainSettings {
  const command = new Command()
    .helpOption(false)
    .exitOverride()
    .configureOutput({ outputError: () => undefined });
  for (const each of settingsOptions()) command.addOption(each);
  try {
    return newSettings(command.parse(words, { from: 'user' }).opts(), pictures);
  } catch (error) {
    if (!(error instanceof CommanderError) && !(error instanceof WrongCall)) throw error;
    throw new FormatError(`${path}: nnfs.train, options`, 'options of nnfs train', error.message);
  }
}
