import { allocate } from '../../tensor/dtype.ts';
import { Tensor } from '../../tensor/tensor.ts';

/** For each new pixel of a row: which old ones it is made of, and their weights. */
interface Mixture {
  readonly first: number;
  readonly weights: readonly number[];
}

/** Weights are whole numbers of this many parts, so that every machine rounds alike. */
const PARTS = 2 ** 22;

/**
 * The weights of a triangle as wide as two old or two new pixels, whichever are wider:
 *
 *     weight(i) ~ max(0, 1 - |i + 0.5 - center| / max(scale, 1))     center = (j + 0.5) scale     scale = before / after
 */
function mixtures(before: number, after: number): Mixture[] {
  const scale = before / after;
  const reach = Math.max(scale, 1);
  return Array.from({ length: after }, (_, j) => {
    const center = (j + 0.5) * scale;
    const first = Math.max(0, Math.trunc(center - reach + 0.5));
    const last = Math.min(before, Math.trunc(center + reach + 0.5));
    const raw: number[] = [];
    for (let i = first; i < last; i++) raw.push(Math.max(0, 1 - Math.abs((i - center + 0.5) * (1 / reach))));
    const sum = raw.reduce((a, b) => a + b, 0);
    return { first, weights: raw.map((weight) => Math.trunc(0.5 + (weight / sum) * PARTS)) };
  });
}

/**
 * A picture [H, W, C] in another size, [height, width, C]: first its rows, then its columns, rounded to bytes after both. Each new pixel is
 * the mean of the old ones beneath it, weighted by how close they are, as Pillow's `BILINEAR` has it: nothing that is smaller than a
 * pixel is skipped.
 */
export function resize(picture: Tensor<'uint8'>, height: number, width: number): Tensor<'uint8'> {
  const [rows, columns, channels] = picture.shape as [number, number, number];
  let { data } = picture;
  if (width !== columns) data = mix(data, rows, columns, width, channels);
  if (height !== rows) data = mix(data, 1, rows, height, width * channels);
  return new Tensor('uint8', [height, width, channels], data);
}

/** Mixes along the middle axis of [outer, before, inner]. */
function mix(data: Uint8Array, outer: number, before: number, after: number, inner: number): Uint8Array {
  const out = allocate('uint8', outer * after * inner, 'resize');
  const all = mixtures(before, after);
  let at = 0;
  for (let o = 0; o < outer; o++) {
    for (const { first, weights } of all) {
      const from = (o * before + first) * inner;
      for (let c = 0; c < inner; c++) {
        let sum = PARTS / 2;
        for (let k = 0; k < weights.length; k++) sum += data[from + k * inner + c]! * weights[k]!;
        out[at++] = Math.min(255, Math.floor(sum / PARTS));
      }
    }
  }
  return out;
}
