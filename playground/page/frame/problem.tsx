import { computed } from '@preact/signals';
import { beginAgain, seek } from '../player/player.ts';
import { fill, words } from '../state/preferences.ts';
import { problem, view } from '../state/state.ts';

/** The run, where it has left the numbers. */
const diverging = computed(() => view.value?.picture.diverged);

/** What went wrong, by its name, and what can be done. */
export function Problems() {
  const { badLink, badFile, notLoaded, stopped, diverged, divergedAt, goBefore } = words.value;
  const found = problem.value;
  const left = diverging.value;
  return (
    <div role="alert">
      {found && (
        <p class="problem">
          <strong>{{ badLink, badFile, notLoaded, stopped }[found.kind]}</strong>{' '}
          <span lang="en">
            {found.name}: {found.message}
          </span>{' '}
          {found.kind === 'stopped' && (
            <button type="button" onClick={beginAgain}>
              {words.value.beginAgain}
            </button>
          )}
        </p>
      )}
      {left !== undefined && (
        <p class="problem">
          <strong>{diverged}</strong>{' '}
          <strong lang="en">{fill(divergedAt, { layer: left.layer, value: left.value })}</strong>{' '}
          <span lang="en">DivergedError: {left.message}</span>{' '}
          <button type="button" onClick={() => seek(view.value!.picture.step)}>
            {goBefore}
          </button>
        </p>
      )}
    </div>
  );
}
