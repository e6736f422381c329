/** Random networks of every kind there is, with every option, and degenerate data for them. */
import fc from 'fast-check';
import {
  Dense,
  Flatten,
  Layer,
  Loss,
  Metric,
  Model,
  Optimizer,
  RandomState,
  Reshape,
  SGD,
  Sequential,
  ShapeError,
  kinds,
  tensor,
  type KindClass,
  type OptionRule,
  type OptionRules,
  type Shape,
  type Tensor,
} from 'nnfs';

/** A number from below a limit: all that is drawn comes from such. */
export type Dice = (below: number) => number;

const pick = <T>(dice: Dice, values: readonly T[]): T => values[dice(values.length)]!;

/** What options are made of; each takes those that its rule holds. */
const VALUES: readonly unknown[] = [
  ...[0, 1e-300, 1e-7, 0.01, 0.1, 0.25, 0.5, 0.9, 0.999, 1, 2.5, 3, 1e6],
  ...[true, false, undefined, 'binary', 'macro', 'micro', 'weighted', 'valid', 'same', 'causal'],
  ...['horizontal', 'vertical', 'horizontalAndVertical', 'reflect', 'wrap', 'constant', 'nearest', 'bilinear'],
  ...([[1, 2], [3, 1], [[1, 0], [0, 2]], [-0.5, 0.25]] as const), // prettier-ignore
];
const INITIALIZERS = ['glorotUniform', 'glorotNormal', 'heUniform', 'heNormal', undefined] as const;

function optionOf(dice: Dice, rule: OptionRule<unknown>, random: RandomState, values: readonly unknown[]): unknown {
  if (rule.transient !== undefined) return 'stream' in rule.transient ? random : pick(dice, INITIALIZERS);
  if (rule.holds(new SGD())) return make(dice, pick(dice, OPTIMIZERS), random); // an optimizer around another
  return pick(dice, values.filter(rule.holds)); // prettier-ignore
}

/** A thing of a class, `positional` the arguments that depend on its place. */
function make(
  dice: Dice,
  Kind: KindClass,
  random: RandomState,
  positional?: readonly unknown[],
  values = VALUES,
): unknown {
  const rules: OptionRules = Kind.options ?? {};
  const given = (rule: OptionRule<unknown>): unknown => optionOf(dice, rule, random, values);
  const options = Object.entries(rules).filter(([, { positional }]) => positional !== true);
  const args = positional ?? Object.values(rules).filter(({ positional }) => positional === true).map(given); // prettier-ignore
  const named = Object.fromEntries(options.map(([name, rule]) => [name, given(rule)]));
  return Reflect.construct(Kind, options.length > 0 ? [...args, named] : args);
}

const all = Object.values(kinds);
const of = <T>(Base: abstract new (...args: never[]) => T): readonly KindClass[] => all.filter(({ prototype }) => prototype instanceof (Base as never)); // prettier-ignore
export const LAYERS = of(Layer);
export const OPTIMIZERS = of(Optimizer);
export const LOSSES = of(Loss);
export const METRICS = of(Metric);

/** Layers of samples with axes: those of a sample, and arguments that fit. Some options do not, and are left out. */
const SHAPED: Readonly<Record<string, readonly [sample: Shape, args: readonly unknown[]]>> = {
  Flatten: [[2, 3], []],
  Reshape: [[6], [[2, 1, 3]]],
  Conv2D: [
    [4, 5, 2],
    [2, 3, 2],
  ],
  Conv1D: [
    [5, 2],
    [2, 3, 2],
  ],
  MaxPooling2D: [[4, 5, 2], [2]],
  MaxPooling1D: [[5, 2], [3]],
  AveragePooling2D: [[4, 5, 2], [[2, 3]]],
  AveragePooling1D: [[5, 2], [2]],
  GlobalAveragePooling2D: [[3, 2, 2], []],
  GlobalAveragePooling1D: [[4, 2], []],
  GlobalMaxPooling2D: [[3, 2, 2], []],
  SpatialDropout: [[2, 3, 2], [0.25]],
  RandomFlip: [[2, 3, 2], [undefined]],
  RandomTranslation: [
    [3, 4, 1],
    [0.5, [-0.5, 0.25]],
  ],
  RandomRotation: [[3, 3, 2], [1]],
};

/** What images can be padded with. */
const NOT_HUGE = VALUES.filter((value) => value !== 1e6);

const sizeOf = (shape: Shape): number => shape.reduce((product, length) => product * length, 1);

/** Such a layer between others that make its samples of rows, and rows of what it gives. */
function shaped(dice: Dice, Kind: KindClass, width: number, random: RandomState): Layer {
  const [sample, args] = SHAPED[Kind.kind!]!;
  const mode = { training: false, precision: 'float32' } as const;
  for (;;) {
    const layer = make(dice, Kind, random, args, NOT_HUGE) as Layer;
    try {
      const output = layer.plan({ shape: [1, ...sample], dtype: 'float32' }, mode).output.shape;
      const before = [new Dense(width, sizeOf(sample), { random }), new Reshape(sample)];
      return new Sequential([...before, layer, new Flatten(), new Dense(sizeOf(output), width, { random })]);
    } catch (error) {
      if (!(error instanceof ShapeError)) throw error; // windows that are too large
    }
  }
}

/** Layers that keep a width, containers of such among them. */
function layersOf(dice: Dice, width: number, depth: number, random: RandomState): Layer[] {
  return Array.from({ length: dice(3) + (depth === 0 ? 1 : 0) }, () => {
    const Kind = pick(dice, LAYERS);
    const inner = Kind.prototype instanceof Sequential || Kind === kinds.Sequential;
    const isNorm = Kind.kind?.endsWith('Normalization') === true;
    const prelu = Kind === kinds.PReLU ? [pick(dice, [1, width])] : undefined;
    const size = Kind === kinds.Dense ? [width, width] : isNorm ? [width] : prelu;
    const positional = inner ? [depth < 2 ? layersOf(dice, width, depth + 1, random) : []] : size;
    const isShaped = Kind.kind !== undefined && Object.hasOwn(SHAPED, Kind.kind);
    const layer = isShaped ? shaped(dice, Kind, width, random) : (make(dice, Kind, random, positional) as Layer);
    if (dice(5) === 0) layer.trainable = false;
    return layer;
  });
}

/** What ends a network, and what goes with it: losses, metrics and targets for N samples of O outputs. */
const ENDS = [
  { last: 'Softmax', losses: ['CategoricalCrossentropy'], metrics: ['CategoricalAccuracy', 'F1', 'Precision', 'Recall', 'AUC'], values: [0, 1] }, // prettier-ignore
  { last: 'Softmax', losses: ['KLDivergence'], metrics: ['CategoricalAccuracy'], values: [0, 1] },
  { last: 'LogSoftmax', losses: ['CategoricalCrossentropyFromLogits', 'SoftmaxFocalCrossentropy'], metrics: ['CategoricalAccuracy'], values: [0, 1] }, // prettier-ignore
  { last: 'Linear', losses: ['BinaryCrossentropyFromLogits', 'SigmoidFocalCrossentropy', 'Hinge', 'SquaredHinge'], metrics: ['BinaryAccuracy'], values: [0, 1] }, // prettier-ignore
  { last: 'Linear', losses: ['LogCosh', 'CosineSimilarity', 'Poisson'], metrics: ['RegressionAccuracy'], values: [0, 0.5, 3] }, // prettier-ignore
  { last: 'Sigmoid', losses: ['BinaryCrossentropy'], metrics: ['BinaryAccuracy', 'F1', 'AUC', 'MAE'], values: [0, 1] },
  { last: 'Linear', losses: ['SigmoidBinaryCrossentropy'], metrics: ['BinaryAccuracy', 'Recall'], values: [0, 1] },
  { last: 'Linear', losses: ['MeanSquaredError', 'MeanAbsoluteError', 'Huber'], metrics: ['RegressionAccuracy', 'MAE', 'RMSE', 'R2'], values: [0, 0.5, -3] }, // prettier-ignore
] as const;

export const COVERED = new Set(ENDS.flatMap(({ losses, metrics }): string[] => [...losses, ...metrics]));

/** Inputs that are hard on a network: zeros of either sign, the largest and the smallest floats. */
const INPUTS = [0, -0, 1, -0.5, 3, 3e38, -3e38, 1e-40];

export interface Case {
  readonly model: Model;
  readonly X: Tensor;
  readonly y: Tensor;
}

export function caseOf(dice: Dice): Case {
  const random = new RandomState(pick(dice, [0, 7, 'a short state']));
  const [N, width] = [1 + dice(5), 1 + dice(3)];
  const end = pick(dice, ENDS);
  const classes = end.last.endsWith('Softmax');
  const O = classes ? 2 + dice(2) : 1 + dice(2);
  const own = pick(dice, [random, new RandomState(3)]);
  const closing = [make(dice, Dense, random, [width, O]) as Layer, make(dice, kinds[end.last]!, random) as Layer];
  const model = new Model([...layersOf(dice, width, 0, own), ...closing], { random });
  const accuracies = end.metrics.filter((name) => name.endsWith('Accuracy'));
  const metrics = end.metrics.filter((name) => !name.endsWith('Accuracy') && dice(2) === 0);
  const thing = (name: string): unknown => make(dice, kinds[name]!, random);
  model.set({
    loss: thing(pick(dice, end.losses)) as Loss,
    optimizer: make(dice, pick(dice, OPTIMIZERS), random) as Optimizer,
    metrics: metrics.map((name) => thing(name) as Metric),
    ...(dice(2) === 0 && { accuracy: thing(accuracies[0]!) as never }),
  });
  const pool = pick(dice, [INPUTS, INPUTS.slice(0, 5), INPUTS.slice(0, 1)]);
  const X = tensor(Array.from({ length: N }, () => Array.from({ length: width }, () => pick(dice, pool))));
  const values = pick(dice, [end.values, end.values.slice(0, 1)]);
  const y = classes
    ? tensor(Array.from({ length: N }, () => dice(O)), 'int32') // prettier-ignore
    : tensor(Array.from({ length: N }, () => Array.from({ length: O }, () => pick(dice, values))));
  return { model, X, y };
}

/** Dice that shrink towards the first of what there is to pick from. */
export const dice: fc.Arbitrary<Dice> = fc.infiniteStream(fc.nat(1e6)).map((stream) => (below) => {
  const { value } = stream.next() as { value: number };
  return value % below;
});
