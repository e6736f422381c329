import { seek } from './player.ts';
import { fill, words } from './preferences.ts';
import { problem, view } from './state.ts';

/** What went wrong, by its name, and what can be done. */
export function Problems() {
  const { badLink, stopped, diverged, divergedAt, goBefore } = words.value;
  const found = problem.value;
  const left = view.value?.picture.diverged;
  return (
    <div role="alert">
      {found && (
        <p class="problem">
          <strong>{found.kind === 'badLink' ? badLink : stopped}</strong>{' '}
          <span lang="en">
            {found.name}: {found.message}
          </span>
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
