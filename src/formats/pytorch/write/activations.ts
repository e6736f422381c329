/** Activations, by the modules of `torch.nn`. */
import type { ELU } from '../../../activations/elu.ts';
import type { LeakyReLU } from '../../../activations/leaky-relu.ts';
import type { PReLU } from '../../../activations/prelu.ts';
import type { Write } from '../module-writer.ts';
import { call, number } from '../python/literal.ts';

/** What works on each value by itself, wherever the channels lie. */
const each =
  <L>(code: (layer: L) => string): Write<L> =>
  (python, x, layer) => {
    python.add(code(layer));
    return x;
  };

const module = (name: string): Write<unknown> => each(() => `nn.${name}()`);

export const relu = /* @__PURE__ */ module('ReLU');
export const relu6 = /* @__PURE__ */ module('ReLU6');
export const selu = /* @__PURE__ */ module('SELU');
export const gelu = /* @__PURE__ */ module('GELU');
export const swish = /* @__PURE__ */ module('SiLU');
export const mish = /* @__PURE__ */ module('Mish');
export const hardSwish = /* @__PURE__ */ module('Hardswish');
export const hardSigmoid = /* @__PURE__ */ module('Hardsigmoid');
export const tanh = /* @__PURE__ */ module('Tanh');
export const sigmoid = /* @__PURE__ */ module('Sigmoid');
export const softplus = /* @__PURE__ */ module('Softplus');
export const softsign = /* @__PURE__ */ module('Softsign');
export const linear = /* @__PURE__ */ module('Identity');
export const geluTanh: Write<unknown> = /* @__PURE__ */ each(() => 'nn.GELU(approximate="tanh")');
export const leakyRelu: Write<LeakyReLU> = /* @__PURE__ */ each(({ slope }) => `nn.LeakyReLU(${number(slope)})`);
export const elu: Write<ELU> = /* @__PURE__ */ each(({ alpha }) => call('nn.ELU', [], { alpha: [number(alpha), '1'] }));

/** One slope for all, or one for each channel, which PyTorch looks for behind the samples. */
export const prelu: Write<PReLU> = (python, given, layer) => {
  const { features, parameters } = layer;
  const x = features > 1 ? python.channelsFirst(given) : given;
  python.keep(python.add(call('nn.PReLU', [number(features)])), 'weight', parameters[0]);
  return x;
};

/** Along the channels. */
const alongRows =
  (name: string): Write<unknown> =>
  (python, x) => {
    python.add(`nn.${name}(dim=${x.channelsFirst ? 1 : -1})`);
    return x;
  };

export const softmax = /* @__PURE__ */ alongRows('Softmax');
export const logSoftmax = /* @__PURE__ */ alongRows('LogSoftmax');
