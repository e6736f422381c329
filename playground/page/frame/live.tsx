import { effect, signal } from '@preact/signals';
import { classesOf } from '../../core/settings/settings.ts';
import { fill, words } from '../state/preferences.ts';
import { areHidden, notice, place, playing, target, view } from '../state/state.ts';

/** While it plays, it is said this often where it stands; and when it pauses. */
const EVERY_MS = 5000;

const said = signal('');
let last = -Infinity;

effect(() => {
  const current = view.value;
  if (current === undefined || target.value !== undefined) return;
  const now = performance.now();
  if (playing.value && now - last < EVERY_MS) return;
  last = now;
  if (current.scene.targets.length === 0) {
    said.value = '';
    return;
  }
  const { loss, accuracy } = current.picture.scores.heldOut ?? current.picture.scores.training;
  const percent = Math.round(100 * accuracy);
  const share = classesOf(current.settings) > 0 ? fill(words.value.liveAccuracy, { percent }) : '';
  said.value = fill(words.value.live, {
    epoch: place.value.epoch,
    loss: areHidden('losses') ? '?' : loss.toFixed(3),
    accuracy: share,
  });
});

/** Says politely what others see. */
export function Live() {
  return (
    <>
      <p class="unseen" role="status">
        {said}
      </p>
      <p class="toast" role="status">
        {notice}
      </p>
    </>
  );
}
