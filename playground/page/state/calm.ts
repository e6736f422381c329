/** The view for texts and tables: as the last picture, but not more often than people read. */
import { effect, signal } from '@preact/signals';
import { view, type View } from './state.ts';

const EVERY_MS = 150;

export const calm = signal<View | undefined>(undefined);

let timer: ReturnType<typeof setTimeout> | undefined;

effect(() => {
  const next = view.value;
  if (next === undefined || calm.peek()?.scene !== next.scene) {
    calm.value = next;
    return;
  }
  timer ??= setTimeout(() => {
    timer = undefined;
    calm.value = view.peek();
  }, EVERY_MS);
});
