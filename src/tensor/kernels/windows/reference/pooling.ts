/** Pooling: one number of each window and channel, within the image. Each operation rounds once to the type of the output. */
import type { FloatArray } from '../../../dtype.ts';
import { arithmeticOf } from '../../arithmetic.ts';
import type { Windows } from '../kernels.ts';

/** Calls back for each output: its place, and those in the images of the numbers that it is made of, in order. */
function eachOutput(N: number, { H, W, C, ...w }: Windows, use: (o: number, pixels: readonly number[]) => void): void {
  let o = 0;
  for (let window = 0; window < N * w.OH * w.OW; window++) {
    const n = Math.floor(window / (w.OH * w.OW));
    const top = (Math.floor(window / w.OW) % w.OH) * w.sy - w.top;
    const left = (window % w.OW) * w.sx - w.left;
    for (let c = 0; c < C; c++) {
      const pixels: number[] = [];
      for (let y = Math.max(0, top); y < Math.min(H, top + w.kh); y++) {
        for (let x = Math.max(0, left); x < Math.min(W, left + w.kw); x++) pixels.push(((n * H + y) * W + x) * C + c);
      }
      use(o++, pixels);
    }
  }
}

export function maxPool(inputs: FloatArray, output: FloatArray, N: number, windows: Windows): void {
  eachOutput(N, windows, (o, pixels) => {
    let largest = inputs[pixels[0]!]!;
    for (const at of pixels) if (inputs[at]! > largest || inputs[at] !== inputs[at]) largest = inputs[at]!;
    output[o] = largest;
  });
}

export function maxPoolGradient(
  inputs: FloatArray,
  output: FloatArray,
  dvalues: FloatArray,
  dinputs: FloatArray,
  N: number,
  windows: Windows,
): void {
  dinputs.fill(0);
  eachOutput(N, windows, (o, pixels) => {
    const is = (at: number): boolean => inputs[at] === output[o] || inputs[at] !== inputs[at];
    dinputs[pixels.find(is)!]! += dvalues[o]!;
  });
}

export function averagePool(inputs: FloatArray, output: FloatArray, N: number, windows: Windows): void {
  const { round } = arithmeticOf(output);
  eachOutput(N, windows, (o, pixels) => {
    let sum = 0;
    for (const at of pixels) sum = round(sum + inputs[at]!);
    output[o] = sum / pixels.length;
  });
}

export function averagePoolGradient(dvalues: FloatArray, dinputs: FloatArray, N: number, windows: Windows): void {
  const { round } = arithmeticOf(dinputs);
  dinputs.fill(0);
  eachOutput(N, windows, (o, pixels) => {
    const part = round(dvalues[o]! / pixels.length);
    for (const at of pixels) dinputs[at]! += part;
  });
}

export function sumPixels(x: FloatArray, output: FloatArray, N: number, P: number, C: number, divisor: number): void {
  for (let n = 0; n < N; n++) {
    for (let c = 0; c < C; c++) {
      let sum = 0;
      for (let p = 0; p < P; p++) sum += x[(n * P + p) * C + c]!;
      output[n * C + c] = sum / divisor;
    }
  }
}

export function spreadPixels(
  x: FloatArray,
  output: FloatArray,
  N: number,
  P: number,
  C: number,
  divisor: number,
): void {
  for (let i = 0; i < N * P * C; i++) output[i] = x[Math.floor(i / (P * C)) * C + (i % C)]! / divisor;
}
