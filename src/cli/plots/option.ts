import type { Option } from 'commander';
import { option } from '../options.ts';

/** The form that the end of a file's name asks for; undefined for another end. */
export function formOf(path: string): 'html' | 'svg' | 'png' | undefined {
  const [, end] = /\.(html?|svg|png)$/i.exec(path) ?? [];
  return end?.toLowerCase().replace(/^htm$/, 'html') as 'html' | 'svg' | 'png' | undefined;
}

/** An option that names the file of a report: its end says in which form. */
export function reportOption(flags: string, description: string): Option {
  return option<string | undefined>(flags, description, undefined, 'a name in .html, .svg or .png', (text) =>
    formOf(text) === undefined ? undefined : text,
  );
}
