import { normal, uniform } from './initializers.ts';

/** Normal with standard deviation √(1 / fanIn), for SELU (LeCun et al. 1998). Not truncated, as Keras' is. */
export const lecunNormal = /* @__PURE__ */ normal(({ fanIn }) => Math.sqrt(1 / fanIn));

/** Uniform in ±√(3 / fanIn), with the same deviation (LeCun et al. 1998). */
export const lecunUniform = /* @__PURE__ */ uniform(({ fanIn }) => Math.sqrt(3 / fanIn));
