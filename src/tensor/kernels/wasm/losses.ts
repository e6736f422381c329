/** Sample losses and their gradients. */
import type { Data, FloatArray } from '../../dtype.ts';
import type { Kernels } from '../kernels.ts';
import * as plain from '../reference/losses.ts';
import type { Addresses } from './addresses.ts';
import { rowBytes } from './scratch.ts';

type LossExport = (
  confidences: number,
  targets: number,
  losses: number,
  N: number,
  C: number,
  low: number,
  high: number,
) => void;

type GradientExport = (confidences: number, targets: number, dinputs: number, N: number, C: number) => void;

export interface LossExports {
  readonly crossEntropy: LossExport;
  readonly crossEntropyRows: LossExport;
  readonly crossEntropyGradient: GradientExport;
  readonly crossEntropyRowsGradient: GradientExport;
  readonly softmaxCrossEntropyGradient: GradientExport;
  readonly softmaxCrossEntropyRowsGradient: GradientExport;
}

/** Counts up to here are float32 values, so that a division by one rounds once. */
const LARGEST_COUNT = 2 ** 24;

/** @param scratch what is kept during a call, a row of logarithms */
export function losses(wasm: LossExports, at: Addresses, scratch: Uint8Array) {
  /** The ways into kernels whose targets have such addresses. */
  const loss =
    <T extends Data>(
      simd: LossExport,
      plain: (x: FloatArray, targets: T, losses: FloatArray, N: number, C: number, low: number, high: number) => void,
      addressOf: (targets: T) => number,
      rows = 0, // of scratch
    ): typeof plain =>
    (x, targets, losses, N, C, low, high) => {
      const xAt = at.float(x);
      const targetsAt = addressOf(targets);
      const lossesAt = at.float(losses);
      if ((xAt | targetsAt | lossesAt) >= 0 && rows * rowBytes(C) <= scratch.length) {
        simd(xAt, targetsAt, lossesAt, N, C, low, high);
      } else plain(x, targets, losses, N, C, low, high);
    };
  const gradient =
    <T extends Data>(
      simd: GradientExport,
      plain: (x: FloatArray, targets: T, dx: FloatArray, N: number, C: number) => void,
      addressOf: (targets: T) => number,
    ): typeof plain =>
    (x, targets, dx, N, C) => {
      const xAt = at.float(x);
      const targetsAt = addressOf(targets);
      const dxAt = at.float(dx);
      if ((xAt | targetsAt | dxAt) >= 0 && N <= LARGEST_COUNT) simd(xAt, targetsAt, dxAt, N, C);
      else plain(x, targets, dx, N, C);
    };
  const { float, integer } = at;
  return {
    crossEntropy: loss(wasm.crossEntropy, plain.crossEntropy, integer),
    crossEntropyRows: loss(wasm.crossEntropyRows, plain.crossEntropyRows, float, 1),
    crossEntropyGradient: gradient(wasm.crossEntropyGradient, plain.crossEntropyGradient, integer),
    crossEntropyRowsGradient: gradient(wasm.crossEntropyRowsGradient, plain.crossEntropyRowsGradient, float),
    softmaxCrossEntropyGradient: gradient(wasm.softmaxCrossEntropyGradient, plain.softmaxCrossEntropyGradient, integer),
    softmaxCrossEntropyRowsGradient: gradient(
      wasm.softmaxCrossEntropyRowsGradient,
      plain.softmaxCrossEntropyRowsGradient,
      float,
    ),
  } satisfies Partial<Kernels>;
}
