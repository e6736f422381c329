import { classNames } from '../../core/settings/letters.ts';
import { words } from '../state/preferences.ts';
import type { Words } from '../../words/english.ts';

/** What classes are called, in the reader's language where these are words of ours. */
export function namesOf(classes: number, labels: readonly string[] | undefined): string[] {
  return classNames(classes, labels).map((name) => words.value[`label_${name}` as keyof Words] ?? name);
}
