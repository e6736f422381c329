import { Activation } from '../activations/activation.ts';
import { LogSoftmax } from '../activations/log-softmax.ts';
import { Sigmoid } from '../activations/sigmoid.ts';
import { Softmax } from '../activations/softmax.ts';
import type { FloatTensor } from '../layers/pass.ts';
import type { Model } from '../model/model.ts';
import { lastOf, readingOf } from '../model/run/network.ts';

/** How sure a model is, 0 to 1: its outputs, where its last layer makes confidences of them; of logits, what they stand for. */
export function confidencesOf(model: Model, output: FloatTensor): FloatTensor {
  const last = lastOf(model);
  const sure = last instanceof Activation && last.reading !== 'values' && !(last instanceof LogSoftmax);
  if (sure) return output;
  const reading = readingOf(model, model.loss);
  if (reading === 'classes') return new Softmax().forward(output);
  return reading === 'logits' ? new Sigmoid().forward(output) : output;
}
