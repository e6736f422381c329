import { Option } from 'commander';
import { describe } from '../../errors.ts';
import { WrongCall } from '../wrong-call.ts';
import { readNames } from './names.ts';

/** An option that takes names with commas between them, and may be given more than once. */
export function namesOption(
  flags: string,
  description: string,
  expected = 'names with commas between them',
  holds: (name: string) => boolean = () => true,
): Option {
  const result = new Option(flags, description);
  return result.argParser((text, before: readonly string[] | undefined) => {
    const names = readNames(text);
    if (names?.every(holds) !== true) throw new WrongCall(result.long ?? flags, expected, describe(text));
    return [...(before ?? []), ...names];
  });
}
