import type { Option } from 'commander';
import { option } from '../options.ts';

/** An option that names the file of a report: its end says in which form. */
export function reportOption(flags: string, description: string): Option {
  return option<string | undefined>(flags, description, undefined, 'a name in .html, .svg or .png', (text) =>
    /\.(html?|svg|png)$/i.test(text) ? text : undefined,
  );
}
