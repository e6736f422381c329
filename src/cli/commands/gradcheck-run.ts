import type { Activation } from '../../activations/activation.ts';
import { Linear } from '../../activations/linear.ts';
import { Sigmoid } from '../../activations/sigmoid.ts';
import { Softmax } from '../../activations/softmax.ts';
import { Tanh } from '../../activations/tanh.ts';
import { NnfsError } from '../../errors.ts';
import { Dense } from '../../layers/dense.ts';
import { Dropout } from '../../layers/dropout.ts';
import { scaledNormal } from '../../layers/initializers.ts';
import { Layer } from '../../layers/layer.ts';
import { INFERENCE } from '../../layers/pass.ts';
import { Loss } from '../../losses/loss.ts';
import { gradientCheck } from '../../model/gradient-check.ts';
import { Model } from '../../model/model.ts';
import { size } from '../../options.ts';
import { init, random } from '../../session.ts';
import type { Shape } from '../../tensor/shape.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { kindsOf, make, type KindOf } from '../../recipes/kinds.ts';

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

/** Arguments of layers that take others than the sizes of inputs and outputs. */
const ARGUMENTS: Readonly<Record<string, () => readonly unknown[]>> = {
  Dropout: () => [0.3],
  SpatialDropout: () => [0.3],
  RandomTranslation: () => [0.3, 0.3],
  RandomRotation: () => [0.2],
  Rescaling: () => [{ scale: 0.5, offset: 1 }],
  Sequential: () => [[new Dense(I, O), new Tanh()]],
  Residual: () => [[new Dense(I, I), new Tanh()]],
  Reshape: () => [[I, 1]],
  Conv2D: () => [I, O, 3, { padding: 'same' }],
  Conv1D: () => [I, O, 3, { padding: 'causal' }],
};

/** The shapes of inputs, of which a layer gets the first that it takes. */
const INPUTS: readonly Shape[] = [
  [N, I],
  [N, 4, I],
  [N, 4, 4, I],
];

/** Labels, any values, yes or no; a loss gets the first that it takes, behind the activation that goes with them. */
const TARGETS: readonly (readonly [targets: () => Tensor, closing: () => Activation])[] = [
  [() => random.randint(0, O, [N]), () => new Softmax()],
  [() => random.randn([N, O]), () => new Linear()],
  [() => random.randint(0, 2, [N, O]), () => new Sigmoid()],
];

/** Checks every layer alone, and every loss behind a network with penalties and dropout. */
export function checkAll(seed: number | string): Check[] {
  init({ seed });
  return [...kindsOf(Layer).map(checkLayer), ...kindsOf(Loss).map((Kind) => checkLoss(make(Kind)))];
}

function checkLayer(Kind: KindOf<Layer>): Check {
  const layer = make(Kind, ...(ARGUMENTS[Kind.kind!]?.() ?? sizesFor(Kind)));
  for (const parameter of layer.parameters) {
    if (parameter.trained) parameter.value = initializer(parameter.value.shape, random);
  }
  const isTaken = (shape: Shape): boolean => takes(() => layer.plan({ shape, dtype: 'float64' }, INFERENCE));
  const inputs = random.randn(INPUTS.find(isTaken) ?? [N, I], { dtype: 'float64' });
  return { subject: layer.toString(), ...figures(gradientCheck(layer, inputs)) };
}

/** The sizes that a layer takes as arguments. */
function sizesFor({ options = {} }: KindOf<Layer>): number[] {
  const sizes = Object.values(options).filter((rule) => rule === size);
  return sizes.map((_, at) => (at === 0 ? I : O));
}

function checkLoss(loss: Loss): Check {
  const isTaken = ([targets]: (typeof TARGETS)[number]): boolean => takes(() => loss.prepare(targets(), [N, O]));
  const [makeTargets, makeClosing] = TARGETS.find(isTaken) ?? TARGETS[0]!;
  const closing = loss.reading === 'logits' ? new Linear() : makeClosing();
  const hidden = [new Dense(I, 4, { initializer, ...penalties }), new Tanh(), new Dropout(0.2)];
  const model = new Model([...hidden, new Dense(4, O, { initializer }), closing]).set({ loss });
  const subject = `a network with ${closing.kind} and ${loss.kind}`;
  return { subject, ...figures(gradientCheck(model, random.randn([N, I], { dtype: 'float64' }), makeTargets())) };
}

/** Whether something is taken, not refused. */
function takes(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch (error) {
    if (error instanceof NnfsError) return false;
    throw error;
  }
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
