/** Losses as expressions of Python, one value for each sample and output, or for each row. */
import type { BinaryCrossentropyFromLogits } from '../../../losses/binary-crossentropy-from-logits.ts';
import type { CategoricalCrossentropyFromLogits } from '../../../losses/categorical-crossentropy-from-logits.ts';
import type { Huber } from '../../../losses/huber.ts';
import type { Poisson } from '../../../losses/poisson.ts';
import type { SigmoidFocalCrossentropy } from '../../../losses/sigmoid-focal-crossentropy.ts';
import type { SoftmaxFocalCrossentropy } from '../../../losses/softmax-focal-crossentropy.ts';
import { call, number } from '../python/literal.ts';
import type { Closing } from './model.ts';

/** The lines of `losses(output, y)`. */
export type WriteLoss<L = never> = (loss: L, closing: Closing) => readonly string[];

const CLIPPED = 'output.clamp(1e-7, 1 - 1e-7)';

/** Element by element, y in the shape of the output. */
const elements =
  <L>(...lines: ((loss: L, closing: Closing) => string)[]): WriteLoss<L> =>
  (loss, closing) => ['y = y.reshape(output.shape).to(output.dtype)', ...lines.map((line) => line(loss, closing))];

/** Row by row of C, y being labels or rows of shares. */
const rows =
  <L>(...lines: ((loss: L, closing: Closing) => string)[]): WriteLoss<L> =>
  (loss, closing) => [
    'labels = y.dim() < output.dim()',
    'output = output.reshape(-1, output.shape[-1])',
    'y = y.reshape(-1).long() if labels else y.reshape(output.shape).to(output.dtype)',
    ...lines.map((line) => line(loss, closing)),
  ];

const ONE_HOT = () => 't = F.one_hot(y, output.shape[-1]).to(output.dtype) if labels else y';

const crossEntropy = (smoothing = 0): string =>
  `return ${call('F.cross_entropy', ['output', 'y'], { label_smoothing: [number(smoothing), '0'], reduction: ['"none"'] })}`;

export const categoricalCrossentropy: WriteLoss<unknown> = (loss, closing) =>
  closing === 'softmax'
    ? rows(() => crossEntropy())(loss, closing)
    : rows(ONE_HOT, () => `return -(t * ${CLIPPED}.log()).sum(-1)`)(loss, closing);

export const categoricalCrossentropyFromLogits: WriteLoss<CategoricalCrossentropyFromLogits> = /* @__PURE__ */ rows(
  ({ labelSmoothing }: CategoricalCrossentropyFromLogits) => crossEntropy(labelSmoothing),
);

const binary = (input: string): string => `return F.binary_cross_entropy${input}, y, reduction="none")`;

export const binaryCrossentropy: WriteLoss<unknown> = /* @__PURE__ */ elements((_, closing) =>
  binary(closing === 'sigmoid' ? '_with_logits(output' : `(${CLIPPED}`),
);

export const sigmoidBinaryCrossentropy: WriteLoss<unknown> = /* @__PURE__ */ elements(() =>
  binary('_with_logits(output'),
);

export const binaryCrossentropyFromLogits: WriteLoss<BinaryCrossentropyFromLogits> = /* @__PURE__ */ elements(
  ({ labelSmoothing }: BinaryCrossentropyFromLogits) =>
    `y = ${number(1 - labelSmoothing)} * y + ${number(labelSmoothing / 2)}`,
  () => binary('_with_logits(output'),
);

export const meanSquaredError: WriteLoss<unknown> = /* @__PURE__ */ elements(() => 'return (output - y).square()');
export const meanAbsoluteError: WriteLoss<unknown> = /* @__PURE__ */ elements(() => 'return (output - y).abs()');
export const huber: WriteLoss<Huber> = /* @__PURE__ */ elements(
  ({ delta }: Huber) =>
    `return ${call('F.huber_loss', ['output', 'y'], { delta: [number(delta), '1'], reduction: ['"none"'] })}`,
);
export const logCosh: WriteLoss<unknown> = /* @__PURE__ */ elements(
  () => 'distance = (output - y).abs()',
  () => 'return distance + F.softplus(-2 * distance) - math.log(2)',
);

const SIGNED = () => 'sign = torch.where(y > 0, 1.0, -1.0)';
export const hinge: WriteLoss<unknown> = /* @__PURE__ */ elements(SIGNED, () => 'return F.relu(1 - sign * output)');
export const squaredHinge: WriteLoss<unknown> = /* @__PURE__ */ elements(
  SIGNED,
  () => 'return F.relu(1 - sign * output).square()',
);

export const poisson: WriteLoss<Poisson> = /* @__PURE__ */ elements(({ logOutput }: Poisson) =>
  logOutput ? 'return output.exp() - y * output' : 'return output.clamp(min=1e-7) - y * output.clamp(min=1e-7).log()',
);

export const klDivergence: WriteLoss<unknown> = /* @__PURE__ */ rows(
  ONE_HOT,
  () => 'return (torch.xlogy(t, t) - t * output.clamp(1e-7, 1).log()).sum(-1)',
);

export const cosineSimilarity: WriteLoss<unknown> = /* @__PURE__ */ elements(
  () => 'return 1 - F.cosine_similarity(output, y, dim=-1)',
);

export const softmaxFocalCrossentropy: WriteLoss<SoftmaxFocalCrossentropy> = /* @__PURE__ */ rows(
  ONE_HOT,
  () => 'log_p = F.log_softmax(output, -1)',
  ({ gamma }: SoftmaxFocalCrossentropy) => `return -(t * (1 - log_p.exp()) ** ${number(gamma)} * log_p).sum(-1)`,
);

export const sigmoidFocalCrossentropy: WriteLoss<SigmoidFocalCrossentropy> = /* @__PURE__ */ elements(
  () => 'yes, no = F.logsigmoid(output), F.logsigmoid(-output)  # the logarithms of p and 1 - p',
  ({ gamma, alpha }: SigmoidFocalCrossentropy) => {
    const [first, second] = alpha === undefined ? ['', ''] : [`${number(alpha)} * `, `${number(1 - alpha)} * `];
    const fading = (log: string): string => `(${number(gamma)} * ${log}).exp()`;
    return `return -${first}y * ${fading('no')} * yes - ${second}(1 - y) * ${fading('yes')} * no`;
  },
);
