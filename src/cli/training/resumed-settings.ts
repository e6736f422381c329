import { isGenerated } from '../data/source.ts';
import { flagOf } from '../options.ts';
import { WrongCall } from '../wrong-call.ts';
import type { SettingsFlags, TrainSettings } from './settings.ts';
import { textOf } from './value-text.ts';

/**
 * The settings of a run that goes on: those of its file, with other epochs where they are given.
 *
 * @throws WrongCall for an option that says otherwise than the file
 */
export function resumedSettings(saved: TrainSettings, options: SettingsFlags, path: string): TrainSettings {
  const { epochs, data, validation, ...fixed } = options;
  const kept = new Map<string, unknown>(Object.entries(saved));
  const moved = typeof validation === 'string' && typeof saved.validation === 'string'; // as the file of the data may be
  for (const [name, value] of Object.entries(moved ? fixed : { ...fixed, ...(validation && { validation }) })) {
    if (name === 'printEvery') continue; // how often lines are printed is free
    const before = kept.get(name);
    if (JSON.stringify(value) === JSON.stringify(before)) continue;
    const hint = 'Leave it out, or train anew without --resume.';
    throw new WrongCall(
      flagOf(name),
      `${before === undefined ? 'none' : textOf(before)}, as in ${path}`,
      textOf(value),
      hint,
    );
  }
  if (data !== undefined && data !== saved.data && (isGenerated(data) || isGenerated(saved.data))) {
    throw new WrongCall('--data', `${saved.data}, as in ${path}`, data);
  }
  const free = { ...(epochs !== undefined && { epochs }), ...(data !== undefined && { data }) };
  return { ...saved, ...free, ...(moved && { validation }) };
}
