import { flagOf } from '../options.ts';
import { WrongCall } from '../wrong-call.ts';

/** Refuses options that were given where they mean nothing. @throws WrongCall naming the first */
export function refuse(options: Readonly<Record<string, unknown>>, names: readonly string[], expected: string): void {
  const given = names.find((name) => options[name] !== undefined);
  if (given !== undefined) throw new WrongCall('train', expected, flagOf(given));
}
