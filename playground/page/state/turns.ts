/** Parts of the page that follow less often than each frame: one of them a frame, so that none has to bear all. */
const waiting = new Map<object, () => void>();

/**
 * Lets a part of the page follow when its turn comes.
 *
 * @param part of several things that it is to do, the last one counts
 */
export function inTurn(part: object, follow: () => void): void {
  if (waiting.size === 0) requestAnimationFrame(next);
  waiting.set(part, follow);
}

function next(): void {
  const [[part, follow]] = [...waiting] as [[object, () => void]];
  waiting.delete(part);
  if (waiting.size > 0) requestAnimationFrame(next);
  follow();
}
