/**
 * What a model computes in one where layers and losses stand side by side: the numbers are those of the two, the way is shorter. Pairs
 * are matched by exact class, so that a subclass, which may have mathematics of its own, always speaks for itself.
 */
import { ReLU } from '../../activations/relu.ts';
import { Softmax } from '../../activations/softmax.ts';
import { Dense } from '../../layers/dense.ts';
import type { Layer } from '../../layers/layer.ts';
import type { Computing, FloatTensor } from '../../layers/pass.ts';
import type { Sequential } from '../../layers/sequential.ts';
import { CategoricalCrossentropy } from '../../losses/categorical-crossentropy.ts';
import type { Loss, LossPass } from '../../losses/loss.ts';
import { softmaxCrossentropyGradient } from '../../losses/softmax-categorical-crossentropy.ts';
import { lastOf } from './network.ts';

/**
 * output = max(0, inputs · weights + biases), the maximum taken before a sum leaves its register. ReLU's gradient asks its inputs for
 * their sign alone, which its output has as well: one buffer serves both.
 */
function denseReLU(dense: Dense): Computing {
  const { nInputs: I, nNeurons: O } = dense;
  return {
    compute({ inputs, output, kernels, precision }) {
      const { weights, biases } = dense;
      kernels.dense(inputs.data, weights.data, biases.data, output.data, inputs.data.length / I, I, O, precision, true);
    },
  };
}

/** What computes a layer and the next into one buffer, where there is such a pair. */
export function fuse(first: object, second: object | undefined): Computing | undefined {
  const pair = first.constructor === Dense && second?.constructor === ReLU;
  return pair && (first as Dense).useBias ? denseReLU(first) : undefined;
}

/** A layer and a loss whose gradient with respect to the layer's inputs is shorter than its parts. */
export interface ClosingPair {
  readonly layer: Layer;
  readonly gradient: (pass: LossPass, dinputs: FloatTensor) => void;
}

/** The last layer of a chain and its loss, where they go back in one step. */
export function closingPair(chain: Sequential, loss: Loss): ClosingPair | undefined {
  const last = lastOf(chain);
  const pair = last?.constructor === Softmax && loss.constructor === CategoricalCrossentropy;
  return pair ? { layer: last, gradient: softmaxCrossentropyGradient } : undefined;
}
