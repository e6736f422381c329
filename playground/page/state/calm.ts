/** The view for texts and tables: as the last picture, but not more often than people read. */
import { effect, signal, useSignal, useSignalEffect } from '@preact/signals';
import { view, type View } from './state.ts';
import { inTurn } from './turns.ts';

const EVERY_MS = 250;

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

/** The calm view, for a part of the page that follows when its turn comes; at once where there is something else to be seen. */
export function useCalm(): View | undefined {
  const mine = useSignal(calm.peek());
  useSignalEffect(() => {
    const { value: next } = calm;
    const follow = (): void => void (mine.value = next);
    if (mine.peek()?.scene === next?.scene) inTurn(mine, follow);
    else follow();
  });
  return mine.value;
}
