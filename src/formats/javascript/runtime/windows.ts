/** Where windows lie on an image [H, W, C] or a sequence [T, C]. */
import { along, type Axis } from '../../../layers/window-options.ts';

/**
 * The lengths that windows lie in, [OH, OW] or [OT], and what calls back for each pixel of a window that is not outside: with the number
 * of the pixel, and its place in the window.
 *
 * @param axes that down, which is of one pixel for a sequence, and that across
 */
export function windowsOn(shape: readonly number[], [down, across]: readonly [Axis, Axis]) {
  const sequence = shape.length === 2;
  const [H, W] = (sequence ? [1, ...shape] : shape) as [number, number];
  const [y, x] = [along(H, down), along(W, across)];
  if (!(y.count > 0 && x.count > 0)) throw new TypeError(`expected larger inputs, received [${shape.join(', ')}].`);
  const at = (window: number, use: (pixel: number, place: number) => void): void => {
    const top = Math.floor(window / x.count) * down.stride - y.before;
    const left = (window % x.count) * across.stride - x.before;
    for (let i = 0; i < down.size; i++) {
      for (let j = 0; j < across.size; j++) {
        const [row, column] = [top + i * down.dilation, left + j * across.dilation];
        if (row >= 0 && row < H && column >= 0 && column < W) use(row * W + column, i * across.size + j);
      }
    }
  };
  return { shape: sequence ? [x.count] : [y.count, x.count], at };
}
