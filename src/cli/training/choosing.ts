import type { Choosing } from '../../recipes/table-options.ts';
import { showProgress, type ProgressBar } from '../terminal/progress-bar.ts';
import type { Sink } from '../terminal/streams.ts';

/** Does work that tries settings, with a bar that shows how far it has come. */
export async function choosing<T>(
  stderr: Sink,
  work: (onChoosing: (progress: Choosing) => void) => Promise<T>,
): Promise<T> {
  let opened: Promise<void> | undefined;
  let bar: ProgressBar | undefined;
  const open = async (total: number): Promise<void> => {
    bar = await showProgress(stderr, { unit: 'trials', total });
  };
  try {
    return await work(({ done, total }) => {
      opened ??= open(total);
      bar?.moveTo(done);
    });
  } finally {
    await opened;
    bar?.stop();
  }
}
