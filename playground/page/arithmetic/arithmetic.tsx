import { signal, useSignalEffect } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import { loaded } from '../../core/loaded.ts';
import { words } from '../state/preferences.ts';
import { numbersAreOpen, playing, tell } from '../state/state.ts';

/** What shows the numbers: loaded when somebody asks for them. */
const Numbers = signal<FunctionComponent | undefined>(undefined);

/** The arithmetic of the next step, number by number: closed at first. */
export function Arithmetic() {
  const open = numbersAreOpen.value;
  useSignalEffect(() => {
    if (numbersAreOpen.value && Numbers.value === undefined) {
      loaded(import('./numbers.tsx')).then(
        (part) => (Numbers.value = part.Numbers),
        (error: unknown) => tell('notLoaded', error),
      );
    }
  });
  const Shown = Numbers.value;
  return (
    <section class="card arithmetic" data-part="network" aria-labelledby="arithmetic-heading">
      <h2 id="arithmetic-heading">
        <button
          type="button"
          class="disclosure"
          aria-expanded={open}
          onClick={() => {
            playing.value = false;
            numbersAreOpen.value = !open;
          }}
        >
          {words.value.arithmetic}
        </button>
      </h2>
      {open && Shown !== undefined && <Shown />}
    </section>
  );
}
