import type { Parameter } from '../layers/parameter.ts';
import type { Kernels } from '../tensor/kernels/index.ts';

/** Bounds on gradients, applied before each step. */
export interface ClipOptions {
  /** Each parameter's gradient is scaled down to at most this Euclidean norm; above 0. @default off */
  readonly clipNorm?: number;
  /** All gradients together are scaled down to at most this Euclidean norm; above 0. @default off */
  readonly globalClipNorm?: number;
  /** Each element is brought into -clipValue..clipValue; above 0. @default off */
  readonly clipValue?: number;
}

/** Applies the bounds that are set: by value, then by norm. */
export function clipGradients(
  layers: readonly { readonly parameters: readonly Parameter[] }[],
  { clipNorm, globalClipNorm, clipValue }: ClipOptions,
  kernels: Kernels,
): void {
  if (clipNorm === undefined && globalClipNorm === undefined && clipValue === undefined) return;
  const parameters = layers.flatMap((layer) => layer.parameters).filter(({ trained }) => trained);
  if (clipValue !== undefined) {
    for (const { data } of parameters.map((parameter) => parameter.gradient)) {
      for (let i = 0; i < data.length; i++) data[i] = Math.max(-clipValue, Math.min(clipValue, data[i]!));
    }
  }
  if (clipNorm !== undefined) for (const parameter of parameters) scaleToNorm([parameter], clipNorm, kernels);
  if (globalClipNorm !== undefined) scaleToNorm(parameters, globalClipNorm, kernels);
}

function scaleToNorm(parameters: readonly Parameter[], limit: number, kernels: Kernels): void {
  let squares = 0; // in float64, where the squares of float32 do not overflow
  for (const { data } of parameters.map((parameter) => parameter.gradient)) {
    for (let i = 0; i < data.length; i++) squares += data[i]! * data[i]!;
  }
  const norm = Math.sqrt(squares);
  if (norm > limit) for (const { gradient } of parameters) kernels.scale(gradient.data, limit / norm);
}
