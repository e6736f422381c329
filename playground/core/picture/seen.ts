/** What each layer sees in a picture. */
import type { Tensor } from 'nnfs';
import { Dense, type Model } from 'nnfs';

type Numbers = Float32Array<ArrayBuffer>;

/** The picture that is looked at: one of the samples, or one that was drawn, its pixels from 0 to 1. */
export type Looked = { readonly sample: number } | { readonly pixels: Numbers };

/** Maps beside each other, [side, side, maps]. */
export interface Maps {
  readonly side: number;
  readonly maps: number;
  readonly values: Numbers;
}

/** A convolution: what its activation answers all over the picture, and what the pooling after it leaves. */
export interface Stage {
  /** [3, 3, maps before, maps] */
  readonly kernels: Numbers;
  readonly biases: Numbers;
  readonly convolved: Maps;
  readonly pooled: Maps;
}

export interface Seen {
  /** Which sample; undefined for a drawing. */
  readonly sample: number | undefined;
  readonly pixels: Numbers;
  readonly stages: readonly Stage[];
  /** What the neurons of each hidden layer answer. */
  readonly hidden: readonly Numbers[];
  /** How confident the network is of each class. */
  readonly shares: Numbers;
}

/** Sends one picture [1, H, W, 1] through the layers, in inference. */
export function seenBy({ layers }: Model, X: Tensor): Omit<Seen, 'sample'> {
  const stages: Stage[] = [];
  const hidden: Numbers[] = [];
  let values: Tensor = X;
  let convolved: Omit<Stage, 'pooled'> | undefined;
  layers.forEach((layer, at) => {
    values = layer.forward(values);
    const before = layers[at - 1];
    if (before?.kind === 'Conv2D') {
      const [kernels, biases] = before.parameters.map(({ value }) => Float32Array.from(value.data)) as [
        Numbers,
        Numbers,
      ];
      convolved = { kernels, biases, convolved: mapsOf(values) };
    }
    if (layer.kind === 'MaxPooling2D' && convolved) stages.push({ ...convolved, pooled: mapsOf(values) });
    if (before instanceof Dense && at < layers.length - 1) hidden.push(Float32Array.from(values.data));
  });
  return { pixels: Float32Array.from(X.data), stages, hidden, shares: Float32Array.from(values.data) };
}

const mapsOf = ({ data, shape }: Tensor): Maps => ({
  side: shape[1]!,
  maps: shape[3]!,
  values: Float32Array.from(data),
});
