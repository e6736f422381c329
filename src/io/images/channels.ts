import { FormatError } from '../../errors.ts';
import { allocate } from '../../tensor/dtype.ts';
import { Tensor } from '../../tensor/tensor.ts';

/**
 * A picture without opacity: gray [H, W, 1] or color [H, W, 3].
 *
 *     pixel = (color opacity + background (255 - opacity)) / 255
 *
 * @param name what errors call it
 * @param background the gray that shines through; where it is undefined, transparent pixels are refused
 */
export function opaque(name: string, picture: Tensor<'uint8'>, background: number | undefined): Tensor<'uint8'> {
  const [height, width, channels] = picture.shape as [number, number, number];
  if (channels % 2 === 1) return picture;
  const kept = channels - 1;
  const { data } = picture;
  const out = allocate('uint8', height * width * kept, name);
  for (let from = 0, at = 0; from < data.length; from += channels) {
    const opacity = data[from + kept]!;
    if (opacity < 255 && background === undefined) {
      const hint = 'background: 0 puts black behind them, 255 white.';
      throw new FormatError(name, 'a picture without transparent pixels', 'some', hint);
    }
    const behind = (background ?? 0) * (255 - opacity);
    for (let c = 0; c < kept; c++) out[at++] = Math.round((data[from + c]! * opacity + behind) / 255);
  }
  return new Tensor('uint8', [height, width, kept], out);
}

/**
 * Pixels in gray or in color.
 *
 *     gray = 0.299 red + 0.587 green + 0.114 blue     red = green = blue = gray
 *
 * Source: ITU-R BT.601, with the weights and the rounding of Pillow's `convert('L')`
 *
 * @param data [..., from]
 * @returns [..., to]
 */
export function inChannels(data: Uint8Array, from: number, to: number): Uint8Array {
  if (from === to) return data;
  const out = allocate('uint8', (data.length / from) * to, 'inChannels');
  if (from === 1) {
    for (let i = 0; i < out.length; i++) out[i] = data[Math.floor(i / 3)]!;
    return out;
  }
  for (let i = 0; i < out.length; i++) {
    out[i] = (data[3 * i]! * 19595 + data[3 * i + 1]! * 38470 + data[3 * i + 2]! * 7471 + 32768) >> 16;
  }
  return out;
}
