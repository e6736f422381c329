/** Sample losses and their gradients. */
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
  return {
    crossEntropy(x, labels, losses, N, C, low, high) {
      const xAt = at.float(x);
      const labelsAt = at.integer(labels);
      const lossesAt = at.float(losses);
      if ((xAt | labelsAt | lossesAt) >= 0) {
        wasm.crossEntropy(xAt, labelsAt, lossesAt, N, C, low, high);
      } else plain.crossEntropy(x, labels, losses, N, C, low, high);
    },
    crossEntropyRows(x, targets, losses, N, C, low, high) {
      const xAt = at.float(x);
      const targetsAt = at.float(targets);
      const lossesAt = at.float(losses);
      if ((xAt | targetsAt | lossesAt) >= 0 && rowBytes(C) <= scratch.length) {
        wasm.crossEntropyRows(xAt, targetsAt, lossesAt, N, C, low, high);
      } else plain.crossEntropyRows(x, targets, losses, N, C, low, high);
    },
    crossEntropyGradient(x, labels, dx, N, C) {
      const xAt = at.float(x);
      const labelsAt = at.integer(labels);
      const dxAt = at.float(dx);
      if ((xAt | labelsAt | dxAt) >= 0 && N <= LARGEST_COUNT) {
        wasm.crossEntropyGradient(xAt, labelsAt, dxAt, N, C);
      } else plain.crossEntropyGradient(x, labels, dx, N, C);
    },
    crossEntropyRowsGradient(x, targets, dx, N, C) {
      const xAt = at.float(x);
      const targetsAt = at.float(targets);
      const dxAt = at.float(dx);
      if ((xAt | targetsAt | dxAt) >= 0 && N <= LARGEST_COUNT) {
        wasm.crossEntropyRowsGradient(xAt, targetsAt, dxAt, N, C);
      } else plain.crossEntropyRowsGradient(x, targets, dx, N, C);
    },
    softmaxCrossEntropyGradient(x, labels, dx, N, C) {
      const xAt = at.float(x);
      const labelsAt = at.integer(labels);
      const dxAt = at.float(dx);
      if ((xAt | labelsAt | dxAt) >= 0 && N <= LARGEST_COUNT) {
        wasm.softmaxCrossEntropyGradient(xAt, labelsAt, dxAt, N, C);
      } else plain.softmaxCrossEntropyGradient(x, labels, dx, N, C);
    },
    softmaxCrossEntropyRowsGradient(x, targets, dx, N, C) {
      const xAt = at.float(x);
      const targetsAt = at.float(targets);
      const dxAt = at.float(dx);
      if ((xAt | targetsAt | dxAt) >= 0 && N <= LARGEST_COUNT) {
        wasm.softmaxCrossEntropyRowsGradient(xAt, targetsAt, dxAt, N, C);
      } else plain.softmaxCrossEntropyRowsGradient(x, targets, dx, N, C);
    },
  } satisfies Partial<Kernels>;
}
