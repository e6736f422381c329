/**
 * What is done in which frame. Pictures of a run take every other one while it plays; the parts of the page that follow less often share
 * the rest, one a frame. So no frame has to bear all of them.
 */
let picture: (() => void) | undefined;
const waiting = new Map<object, () => void>();
let wasPicture = false;
let isAsked = false;

/** The next frame that a picture may take. */
export function pictureFrame(): Promise<void> {
  return new Promise((resolve) => {
    picture = resolve;
    ask();
  });
}

/**
 * Lets a part of the page follow when its turn comes.
 *
 * @param part of several things that it is to do, the last one counts
 */
export function inTurn(part: object, follow: () => void): void {
  waiting.set(part, follow);
  ask();
}

function ask(): void {
  if (!isAsked) requestAnimationFrame(next);
  isAsked = true;
}

function next(): void {
  isAsked = false;
  wasPicture = picture !== undefined && !wasPicture;
  const [part] = waiting.keys();
  const follow = wasPicture ? picture : part && waiting.get(part);
  if (wasPicture) picture = undefined;
  else if (part) waiting.delete(part);
  if (picture !== undefined || waiting.size > 0) ask();
  follow?.();
}
