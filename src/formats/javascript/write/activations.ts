/** Activations as steps of a module. */
import type { ELU } from '../../../activations/elu.ts';
import type { LeakyReLU } from '../../../activations/leaky-relu.ts';
import type { PReLU } from '../../../activations/prelu.ts';
import { promote } from '../../../tensor/dtype.ts';
import { numberLiteral } from '../literals.ts';
import type { PieceName, Write } from '../module-writer.ts';

/** What works on each value by itself. */
const each =
  (piece: PieceName): Write<unknown> =>
  (module, _layer, dtype) => {
    module.step('map', module.use(piece));
    return dtype;
  };

export const relu = /* @__PURE__ */ each('relu');
export const relu6 = /* @__PURE__ */ each('relu6');
export const selu = /* @__PURE__ */ each('selu');
export const gelu = /* @__PURE__ */ each('gelu');
export const geluTanh = /* @__PURE__ */ each('geluTanh');
export const swish = /* @__PURE__ */ each('swish');
export const mish = /* @__PURE__ */ each('mish');
export const hardSwish = /* @__PURE__ */ each('hardSwish');
export const hardSigmoid = /* @__PURE__ */ each('hardSigmoid');
export const tanh = /* @__PURE__ */ each('tanh');
export const softplus = /* @__PURE__ */ each('softplus');
export const softsign = /* @__PURE__ */ each('softsign');

/** What asks for e^x in the type of its inputs. */
const exponential =
  (piece: PieceName): Write<unknown> =>
  (module, _layer, dtype) => {
    module.step(piece, module.of(dtype, 'expInFloat32', 'expInFloat64'));
    return dtype;
  };

export const sigmoid = /* @__PURE__ */ exponential('sigmoid');
export const softmax = /* @__PURE__ */ exponential('softmax');

export const logSoftmax: Write<unknown> = (module, _layer, dtype) => {
  module.step('logSoftmax');
  return dtype;
};

export const leakyRelu: Write<LeakyReLU> = (module, { slope }, dtype) => {
  module.step('leakyRelu', numberLiteral(slope));
  return dtype;
};

export const elu: Write<ELU> = (module, { alpha }, dtype) => {
  module.step('elu', numberLiteral(alpha));
  return dtype;
};

export const prelu: Write<PReLU> = (module, { slopes }, dtype) => {
  const wide = promote(dtype, slopes.dtype);
  if (wide !== dtype) module.step('widened');
  module.step('prelu', module.parameter('slopes', slopes));
  return wide === 'float64' ? wide : dtype;
};
