import { computed, effect, signal } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import type * as ImageParts from './images/parts.ts';
import { loaded } from '../core/loaded.ts';
import { sceneOfRun, tell } from './state/state.ts';

type Parts = typeof ImageParts;

/** What shows pictures: loaded with the first of them. */
const parts = signal<Parts | undefined>(undefined);

const areImages = computed(() => sceneOfRun.value?.images !== undefined);

effect(() => {
  if (areImages.value && parts.peek() === undefined) {
    loaded(import('./images/parts.ts')).then(
      (found) => (parts.value = found),
      (error: unknown) => tell('notLoaded', error),
    );
  }
});

/** A part of the page that pictures have another of. */
export const either = (OfPoints: FunctionComponent, name: keyof Parts): FunctionComponent =>
  function Either() {
    if (!areImages.value) return <OfPoints />;
    const OfImages = parts.value?.[name];
    return OfImages === undefined ? null : <OfImages />;
  };
