import type { Callback } from '../../model/callbacks/callback.ts';
import type { Model } from '../../model/model.ts';

/** Saving takes at most a fiftieth of the time, and at most this many ms of work are lost. */
const CHECKPOINT_MS = 1000;

/** Saves every so many epochs, or where nobody says, every so often, within an epoch too. */
export function checkpoints(keep: () => void, model: Model, every: number | undefined): Callback {
  if (every !== undefined) {
    return {
      onEpoch({ epoch }) {
        if ((epoch + 1) % every === 0) keep();
      },
    };
  }
  let due = performance.now() + CHECKPOINT_MS;
  const keepIfDue = (): void => {
    const start = performance.now();
    if (start < due) return;
    keep();
    const end = performance.now();
    due = end + Math.max(CHECKPOINT_MS, 50 * (end - start));
  };
  return {
    onStep() {
      if (model.progress?.step !== 0) keepIfDue(); // after the last step of an epoch, its report comes first
    },
    onEpoch: keepIfDue,
  };
}
