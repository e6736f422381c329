/** Pictures that take long to draw and are not drawn for each frame: one a frame, so that none has to bear all of them. */
const waiting = new Map<object, () => void>();

/**
 * Draws a picture when its turn comes.
 *
 * @param picture what it is drawn on: of several drawings that wait, the last one counts
 */
export function drawInTurn(picture: object, draw: () => void): void {
  if (waiting.size === 0) requestAnimationFrame(next);
  waiting.set(picture, draw);
}

function next(): void {
  const [[picture, draw]] = [...waiting] as [[object, () => void]];
  waiting.delete(picture);
  if (waiting.size > 0) requestAnimationFrame(next);
  draw();
}
