/** One number of each window and channel, or of each channel. Types stay. */
import type { Axis } from '../../../layers/window-options.ts';
import { roomLike, roundingTo, type Sample } from './sample.ts';
import { windowsOn } from './windows.ts';

/** The largest in each window: [H, W, C] becomes [OH, OW, C], [T, C] becomes [OT, C]. NaN counts as largest. */
export function maxPooling(x: Sample, axes: readonly [Axis, Axis]): Sample {
  return pooled(x, axes, (values) => values.reduce((most, value) => (value > most || value !== value ? value : most)));
}

/** The mean of each window: its sum in order, / the number of pixels. */
export function averagePooling(x: Sample, axes: readonly [Axis, Axis]): Sample {
  const round = roundingTo(x.data);
  return pooled(x, axes, (values) => values.reduce((sum, value) => round(sum + value), 0) / values.length);
}

/** @param of what becomes of the values of a channel in a window, outside left out */
function pooled({ shape: given, data }: Sample, axes: readonly [Axis, Axis], of: (values: number[]) => number): Sample {
  const C = given.at(-1)!;
  const { shape, at } = windowsOn(given, axes);
  const output = roomLike(data, shape.reduce((size, length) => size * length, C)); // prettier-ignore
  for (let window = 0; window * C < output.length; window++) {
    const pixels: number[] = [];
    at(window, (pixel) => pixels.push(pixel));
    for (let c = 0; c < C; c++) output[window * C + c] = of(pixels.map((pixel) => data[pixel * C + c]!));
  }
  return { shape: [...shape, C], data: output };
}

/** The mean of each channel, [C]: its sum in float64, rounded once. */
export function globalAverage(x: Sample): Sample {
  return ofChannels(x, (values) => values.reduce((sum, value) => sum + value, 0) / values.length);
}

/** The largest of each channel, [C]; NaN counts as largest. */
export function globalMax(x: Sample): Sample {
  return ofChannels(x, (values) => values.reduce((most, value) => (value > most || value !== value ? value : most)));
}

function ofChannels({ shape, data }: Sample, of: (values: number[]) => number): Sample {
  const C = shape.at(-1)!;
  const channel = (c: number): number[] => Array.from({ length: data.length / C }, (_, pixel) => data[pixel * C + c]!);
  return { shape: [C], data: roomLike(data, C).map((_, c) => of(channel(c))) };
}
