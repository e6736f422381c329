/** What a reader likes: kept in the browser where it allows that, and no part of a link. */
import { computed, effect, signal } from '@preact/signals';
import { DIGITS } from './digits.ts';
import { loaded } from '../../core/loaded.ts';
import type * as chineseTexts from '../../words/chinese.ts';
import { english, type Words } from '../../words/english.ts';
import { tell } from './state.ts';

export const THEMES = ['system', 'light', 'dark'] as const;

function kept<const T extends string>(name: string, words: readonly T[], fallback: T) {
  const key = `nnfs-playground-${name}`;
  let stored: string | null = null;
  try {
    stored = localStorage.getItem(key);
  } catch {
    // A browser that keeps nothing has the defaults.
  }
  const preference = signal<T>(words.find((word) => word === stored) ?? fallback);
  effect(() => {
    const { value } = preference;
    try {
      localStorage.setItem(key, value);
    } catch {
      // As above.
    }
  });
  return preference;
}

const preferred = kept('language', ['en', 'zh'], navigator.language.startsWith('zh') ? 'zh' : 'en');
export const theme = kept('theme', THEMES, 'system');
/** Lines on the parts of a map: by themselves where there are many classes. */
export const hatching = kept('hatching', ['auto', 'on', 'off'], 'auto');
const MANY = 6;
export const isHatched = (classes: number): boolean =>
  hatching.value === 'on' || (hatching.value === 'auto' && classes >= MANY);

export const singleKeys = kept('single-keys', ['on', 'off'], 'on');
export const digits = kept('digits', DIGITS, 'eight');

/** The texts in Chinese, where it is spoken: loaded when somebody asks for them. */
export const chinese = signal<typeof chineseTexts | undefined>(undefined);
export const language = computed(() => (chinese.value === undefined ? 'en' : 'zh'));

/** The texts in the reader's language. */
export const words = computed((): Words => chinese.value?.chinese ?? english);

/** Speaks another language, once its texts are there. */
export async function speak(next: 'en' | 'zh'): Promise<void> {
  try {
    chinese.value = next === 'zh' ? await loaded(import('../../words/chinese.ts')) : undefined;
    preferred.value = next;
  } catch (error) {
    tell('notLoaded', error);
  }
}

/** Whether a reader wants little to move. */
export const wantsCalm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Whether colours are to be those for the dark. */
export const isDark = signal(false);

/** Keeps the document in step with what is preferred, from when its texts are there. */
export async function followPreferences(): Promise<void> {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const look = (): void => {
    isDark.value = theme.value === 'dark' || (theme.value === 'system' && system.matches);
  };
  system.addEventListener('change', look);
  await speak(preferred.value);
  effect(() => {
    look();
    const root = document.documentElement;
    root.style.colorScheme = theme.value === 'system' ? 'light dark' : theme.value;
    root.lang = language.value === 'zh' ? 'zh-CN' : 'en';
    document.title = words.value.title;
  });
}

/** A name and what it is, `Outputs: A`; and a name with the part that is meant, `Loss, training`. */
export const named = (name: string, text: string): string => fill(words.value.named, { name, text });
export const ofPart = (name: string, part: string): string => fill(words.value.ofPart, { name, part });

/** A text with its places filled in. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
