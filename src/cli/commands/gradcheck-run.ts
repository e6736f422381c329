import { ELU } from '../../activations/elu.ts';
import { GELU } from '../../activations/gelu.ts';
import { LeakyReLU } from '../../activations/leaky-relu.ts';
import { Linear } from '../../activations/linear.ts';
import { ReLU } from '../../activations/relu.ts';
import { Sigmoid } from '../../activations/sigmoid.ts';
import { Softmax } from '../../activations/softmax.ts';
import { Swish } from '../../activations/swish.ts';
import { Tanh } from '../../activations/tanh.ts';
import { NnfsError } from '../../errors.ts';
import { Dense } from '../../layers/dense.ts';
import { Dropout } from '../../layers/dropout.ts';
import { scaledNormal } from '../../layers/initializers.ts';
import type { Layer } from '../../layers/layer.ts';
import { BinaryCrossentropy } from '../../losses/binary-crossentropy.ts';
import { CategoricalCrossentropy } from '../../losses/categorical-crossentropy.ts';
import { Huber } from '../../losses/huber.ts';
import type { Loss } from '../../losses/loss.ts';
import { MeanAbsoluteError } from '../../losses/mean-absolute-error.ts';
import { MeanSquaredError } from '../../losses/mean-squared-error.ts';
import { SigmoidBinaryCrossentropy } from '../../losses/sigmoid-binary-crossentropy.ts';
import { gradientCheck } from '../../model/gradient-check.ts';
import { Model } from '../../model/model.ts';
import { init, random } from '../../session.ts';
import type { Tensor } from '../../tensor/tensor.ts';

/** The largest relative error that rounding explains. */
const LIMIT = 1e-6;

/** Samples, inputs and outputs of what is checked: small, since each derivative takes two passes. */
const [N, I, O] = [6, 5, 3] as const;

export interface Check {
  readonly subject: string;
  readonly maxRelativeError: number;
  /** The derivatives compared, and those left out at a kink. */
  readonly checked: number;
  readonly kinks: number;
}

const initializer = scaledNormal(0.5);
const penalties = {
  weightRegularizerL1: 1e-2,
  weightRegularizerL2: 2e-2,
  biasRegularizerL1: 3e-2,
  biasRegularizerL2: 4e-2,
};

const LAYERS: readonly (() => Layer)[] = [
  () => new Dense(I, O, { initializer }),
  () => new Dropout(0.3),
  () => new ReLU(),
  () => new LeakyReLU(),
  () => new ELU(),
  () => new GELU(),
  () => new Swish(),
  () => new Tanh(),
  () => new Sigmoid(),
  () => new Softmax(),
  () => new Linear(),
];

/** Each loss, the activation before it, and targets that fit. */
const LOSSES: readonly [loss: () => Loss, closing: () => Layer, targets: () => Tensor][] = [
  [() => new CategoricalCrossentropy(), () => new Softmax(), () => random.randint(0, O, [N])],
  [() => new BinaryCrossentropy(), () => new Sigmoid(), () => random.randint(0, 2, [N, O])],
  [() => new SigmoidBinaryCrossentropy(), () => new Linear(), () => random.randint(0, 2, [N, O])],
  [() => new MeanSquaredError(), () => new Linear(), () => random.randn([N, O])],
  [() => new MeanAbsoluteError(), () => new Linear(), () => random.randn([N, O])],
  [() => new Huber(), () => new Linear(), () => random.randn([N, O])],
];

/** Checks every layer alone, and every loss behind a network with penalties and dropout. */
export function checkAll(seed: number | string): Check[] {
  init({ seed });
  const inputs = (): Tensor<'float64'> => random.randn([N, I], { dtype: 'float64' });
  const layers = LAYERS.map((make) => {
    const layer = make();
    return { subject: layer.toString(), ...figures(gradientCheck(layer, inputs())) };
  });
  const losses = LOSSES.map(([makeLoss, makeClosing, makeTargets]) => {
    const [loss, closing] = [makeLoss(), makeClosing()];
    const hidden = [new Dense(I, 4, { initializer, ...penalties }), new Tanh(), new Dropout(0.2)];
    const model = new Model([...hidden, new Dense(4, O, { initializer }), closing]).set({ loss });
    const subject = `a network with ${closing.kind} and ${loss.kind}`;
    return { subject, ...figures(gradientCheck(model, inputs(), makeTargets())) };
  });
  return [...layers, ...losses];
}

function figures({ maxRelativeError, checked, kinks }: ReturnType<typeof gradientCheck>) {
  return { maxRelativeError, checked, kinks };
}

export function formatChecks(checks: readonly Check[]): string {
  const width = Math.max(...checks.map(({ subject }) => subject.length));
  const rows = checks.map(
    ({ subject, maxRelativeError, checked, kinks }) =>
      `${subject.padEnd(width)}  ${maxRelativeError.toExponential(1).padStart(18)}  ${String(checked).padStart(11)}  ${String(kinks).padStart(5)}`,
  );
  return [`${'subject'.padEnd(width)}  max relative error  derivatives  kinks`, ...rows].join('\n');
}

/** @throws NnfsError when a backward pass is wrong */
export function complainOfWorst(checks: readonly Check[]): void {
  const wrong = checks.filter(({ maxRelativeError }) => !(maxRelativeError <= LIMIT));
  if (wrong.length === 0) return;
  const received = wrong.map(({ subject, maxRelativeError }) => `${maxRelativeError} for ${subject}`).join(', ');
  throw new NnfsError('nnfs gradcheck', `relative errors of at most ${LIMIT}`, received);
}
