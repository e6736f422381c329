import { SMOOTHED, isSmoothed, type LossName } from '../../recipes/settings.ts';
import { flagOf } from '../options.ts';
import { listOf } from '../text.ts';
import { WrongCall } from '../wrong-call.ts';

/** @throws WrongCall for label smoothing of a loss that has none */
export function checkSmoothing(labelSmoothing = 0, loss: LossName): void {
  if (labelSmoothing === 0 || isSmoothed(loss)) return;
  throw new WrongCall('--label-smoothing', `the loss ${listOf(SMOOTHED)}`, loss);
}

/** Refuses options that were given where they mean nothing. @throws WrongCall naming the first */
export function refuse(options: Readonly<Record<string, unknown>>, names: readonly string[], expected: string): void {
  const given = names.find((name) => options[name] !== undefined);
  if (given !== undefined) throw new WrongCall('train', expected, flagOf(given));
}
