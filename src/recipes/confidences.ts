import { Activation } from '../activations/activation.ts';
import { LogSoftmax } from '../activations/log-softmax.ts';
import { Sigmoid } from '../activations/sigmoid.ts';
import { Softmax } from '../activations/softmax.ts';
import type { FloatTensor } from '../layers/pass.ts';
import type { Model } from '../model/model.ts';
import { lastOf, readingOf } from '../model/run/network.ts';

/** What makes confidences of a model's outputs: nothing, where its last layer does; of logits, what they stand for. */
export function confidenceBy(model: Model): 'softmax' | 'sigmoid' | undefined {
  const last = lastOf(model);
  if (last instanceof Activation && last.reading !== 'values' && !(last instanceof LogSoftmax)) return undefined;
  const reading = readingOf(model, model.loss);
  if (reading === 'classes') return 'softmax';
  return reading === 'logits' ? 'sigmoid' : undefined;
}

/** How sure a model is, 0 to 1. */
export function confidencesOf(model: Model, output: FloatTensor): FloatTensor {
  const by = confidenceBy(model);
  if (by === undefined) return output;
  return by === 'softmax' ? new Softmax().forward(output) : new Sigmoid().forward(output);
}
