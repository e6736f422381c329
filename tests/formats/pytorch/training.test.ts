/** PyTorch goes on training where a model stands: full batches, without chance, as we go on ourselves. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  AMSGrad, Adadelta, Adagrad, Adam, AdamW, Adamax, BinaryCrossentropy, BinaryCrossentropyFromLogits, CategoricalCrossentropy,
  CategoricalCrossentropyFromLogits, CenteredRMSprop, CosineSimilarity, Dense, GradientAccumulation, Hinge, Huber, KLDivergence,
  Lion, Linear, LogCosh, Loss, MeanAbsoluteError, MeanSquaredError, Model, Nadam, Optimizer, Poisson, RMSprop, RandomState, Residual, SGD,
  Sigmoid, SigmoidBinaryCrossentropy, SigmoidFocalCrossentropy, Softmax, SoftmaxFocalCrossentropy, SquaredHinge, Tanh, WeightAverage, WeightDecay,
  cosineDecay, cosineRestarts, decodeSafetensors, encodeNpz, exponentialDecay, kinds, linearWarmup, oneCycle, piecewiseConstant, polynomialDecay,
  stepDecay, tensor, toPyTorch, warmup, type Layer, type Tensor,
} from 'nnfs'; // prettier-ignore
import { PYTORCH_LOSSES, PYTORCH_OPTIMIZERS } from '../../../src/formats/carried.ts';
import { root } from '../../support/dist.ts';
import { hasPython, runPython } from '../../support/python.ts';
import { distance } from '../onnx/runtime.ts';
import { newFolder, writeFiles } from './folders.ts';

/** Epochs here, before the hand-over, and there. */
const [BEFORE, AFTER] = [3, 5];

interface Case {
  readonly name: string;
  readonly loss?: Loss;
  readonly optimizer: Optimizer;
  readonly last?: Layer;
  readonly targets?: Tensor;
  readonly penalties?: object;
  readonly batchSize?: number;
  /** Parameters may differ so much, in units of max(1, |value|): NAdam of PyTorch 1 takes one of its factors twice. */
  readonly tolerance?: number;
}

const random = new RandomState(0);
const N = 24;
const X = random.randn([N, 3]);
const labels = random.randint(0, 3, [N]);
const shares = tensor(Array.from({ length: N }, () => [0.25, 0.5, 0.25]));
const values = random.randn([N, 3]);
const yes = random.randint(0, 2, [N, 3]);
const rate = { learningRate: 0.05 };
const usual = (): Optimizer => new SGD({ learningRate: 0.1 });

const LOSSES: Case[] = [
  ['labels', new CategoricalCrossentropy(), new Softmax(), labels],
  ['rows', new CategoricalCrossentropy(), new Softmax(), shares],
  ['confidences by another layer', new CategoricalCrossentropy(), new Sigmoid(), shares],
  ['logits', new CategoricalCrossentropyFromLogits({ labelSmoothing: 0.1 }), new Linear(), labels],
  ['yes or no', new BinaryCrossentropy(), new Sigmoid(), yes],
  ['yes or no by another layer', new BinaryCrossentropy(), new Softmax(), yes],
  ['its logits', new SigmoidBinaryCrossentropy(), new Linear(), yes],
  ['smoothed', new BinaryCrossentropyFromLogits({ labelSmoothing: 0.2 }), new Linear(), yes],
  ['focal', new SoftmaxFocalCrossentropy({ gamma: 1.5 }), new Linear(), labels],
  ['focal yes', new SigmoidFocalCrossentropy({ gamma: 2, alpha: 0.3 }), new Linear(), yes],
  ['focal yes, unweighted', new SigmoidFocalCrossentropy(), new Linear(), yes],
  ['divergence', new KLDivergence(), new Softmax(), shares],
  ['squares', new MeanSquaredError(), new Linear(), values],
  ['distances', new MeanAbsoluteError(), new Linear(), values],
  ['huber', new Huber({ delta: 0.5 }), new Linear(), values],
  ['log-cosh', new LogCosh(), new Linear(), values],
  ['hinge', new Hinge(), new Linear(), yes],
  ['squared hinge', new SquaredHinge(), new Linear(), yes],
  ['counts', new Poisson({ logOutput: true }), new Linear(), yes],
  ['counts, softly', new Poisson(), new Sigmoid(), yes],
  ['directions', new CosineSimilarity(), new Linear(), values],
].map(([name, loss, last, targets]) => ({ name, loss, last, targets, optimizer: usual() }) as Case); // prettier-ignore

const OPTIMIZERS: Case[] = [
  { name: 'decay', optimizer: new SGD({ ...rate, decay: 0.1 }) },
  { name: 'momentum', optimizer: new SGD({ ...rate, momentum: 0.9 }) },
  { name: 'momentum that falls', optimizer: new SGD({ ...rate, momentum: 0.9, decay: 0.2, nesterov: true }) },
  { name: 'adagrad', optimizer: new Adagrad(rate) },
  { name: 'rmsprop', optimizer: new RMSprop({ learningRate: 0.005, rho: 0.8 }) },
  { name: 'centered', optimizer: new CenteredRMSprop({ learningRate: 0.002, momentum: 0.5 }) },
  { name: 'not centered', optimizer: new CenteredRMSprop({ learningRate: 0.002, centered: false }) },
  { name: 'adadelta', optimizer: new Adadelta() },
  { name: 'adam', optimizer: new Adam({ learningRate: 0.01, decay: 0.01, epsilon: 1e-5, beta1: 0.8 }) },
  { name: 'adamw', optimizer: new AdamW({ learningRate: 0.01, weightDecay: 0.1 }) },
  { name: 'amsgrad', optimizer: new AMSGrad({ learningRate: 0.01 }) },
  { name: 'adamax', optimizer: new Adamax({ learningRate: 0.01 }) },
  { name: 'nadam', optimizer: new Nadam({ learningRate: 0.01 }), tolerance: 1e-3 },
  { name: 'lion', optimizer: new Lion({ learningRate: 0.01, weightDecay: 0.1 }) },
  { name: 'weights alone decay', optimizer: new WeightDecay(new Adam({ learningRate: 0.01 }), { weightDecay: 0.5 }) },
  { name: 'accumulated', optimizer: new GradientAccumulation(new Adam({ learningRate: 0.01 }), { steps: 2 }) },
  { name: 'clipped', optimizer: new SGD({ ...rate, clipValue: 0.03, clipNorm: 0.05, globalClipNorm: 0.07 }) },
  { name: 'penalties', optimizer: usual(), penalties: { weightRegularizerL1: 0.01, weightRegularizerL2: 0.02, biasRegularizerL1: 0.03, biasRegularizerL2: 0.04 } },
  { name: 'batches', optimizer: new Adam({ learningRate: 0.01 }), batchSize: 7 },
]; // prettier-ignore

const RATES = [
  stepDecay({ rate: 0.1, factor: 0.5, every: 10 }),
  exponentialDecay({ rate: 0.1, factor: 0.97 }),
  cosineDecay({ rate: 0.1, end: 0.01, steps: 30 }),
  warmup({ steps: 5, then: cosineDecay({ rate: 0.1, steps: 50 }) }),
  linearWarmup({ steps: 7, then: warmup({ steps: 20, then: 0.2 }), start: 0.25 }),
  piecewiseConstant({ boundaries: [4, 9], rates: [0.1, 0.05, 0.01] }),
  polynomialDecay({ rate: 0.1, end: 0.001, steps: 25, power: 1.5 }),
  oneCycle({ rate: 0.1, steps: 40 }),
  cosineRestarts({ rate: 0.1, end: 0.001, steps: 8 }),
  cosineRestarts({ rate: 0.1, steps: 6, growth: 1.5, shrink: 0.7 }),
];

const cases: Case[] = [
  ...LOSSES,
  ...OPTIMIZERS,
  ...RATES.map((learningRate, i) => ({ name: `rates ${i}`, optimizer: new SGD({ learningRate, momentum: 0.5 }) })),
];

function makeModel({ loss = new MeanSquaredError(), optimizer, last = new Linear(), penalties = {} }: Case): Model {
  const weights = { random: new RandomState(1), initializer: 'glorotUniform', ...penalties } as const;
  const layers = [new Dense(3, 4, weights), new Tanh(), new Residual([new Dense(4, 4, weights)]), new Dense(4, 3, weights), last];
  return new Model(layers, { random: new RandomState(2) }).set({ loss, optimizer });
} // prettier-ignore

const tensorsIn = (bytes: string | Uint8Array | undefined) => decodeSafetensors(bytes as Uint8Array).tensors;

describe.skipIf(!hasPython('torch'))('PyTorch goes on', { timeout: 600_000 }, () => {
  const folder = newFolder();
  const models = cases.map(makeModel);
  const expected: { losses: readonly number[]; model: Model }[] = [];
  beforeAll(async () => {
    for (const [i, { targets = values, batchSize }] of cases.entries()) {
      const model = models[i]!;
      const run = { ...(batchSize !== undefined && { batchSize }) };
      await model.train(X, targets, { ...run, epochs: BEFORE });
      const data = encodeNpz(new Map([['X', X], ['y', targets]])); // prettier-ignore
      const words = JSON.stringify(['data.npz', '--epochs', String(AFTER)]);
      writeFiles(folder, String(i).padStart(3, '0'), [...toPyTorch(model), ['data.npz', data], ['words', words]]);
      const { loss } = await model.train(X, targets, { ...run, epochs: AFTER });
      expected.push({ losses: loss, model });
    }
    runPython(`${root}tests/formats/pytorch/training.py`, [folder]);
  }, 600_000);

  const read = (i: number, name: string) => readFileSync(join(folder, String(i).padStart(3, '0'), name));

  it.each(cases.map(({ name }, i) => [name, i] as const))('%s', (_, i) => {
    const { losses, model } = expected[i]!;
    const { tolerance = 3e-6, batchSize } = cases[i]!; // eight steps of sums in float32, in another order
    const after = toPyTorch(model);
    const [weights, found] = [tensorsIn(after.get('model.safetensors')), tensorsIn(read(i, 'after.safetensors'))];
    expect([...found.keys()].sort()).toEqual([...weights.keys()].sort());
    for (const [name, wanted] of weights) expect(distance(found.get(name)!.data, wanted.data), name).toBeLessThan(tolerance);
    const slots = tensorsIn(read(i, 'slots.safetensors'));
    for (const [name, wanted] of tensorsIn(after.get('optimizer.safetensors'))) {
      expect(distance(slots.get(name)!.data, wanted.data), name).toBeLessThan(Math.max(1e-5, tolerance));
    }
    const printed = String(read(i, 'printed')).trim().split('\n').map((line) => Number(/loss (.*?),/.exec(line)![1])); // prettier-ignore
    if (batchSize === undefined) expect(distance(printed, losses)).toBeLessThan(tolerance); // that of an epoch of steps has the penalty after them
    const { optimizer } = model as { optimizer: Optimizer };
    const rates = Array.from({ length: 60 }, (_, step) => optimizer.rateAt(optimizer instanceof GradientAccumulation ? step * optimizer.steps : step)); // prettier-ignore
    expect(distance(JSON.parse(String(read(i, 'rates'))) as number[], rates)).toBeLessThan(1e-12);
  }); // prettier-ignore
});

it('every loss and every optimizer of the package is written, but for those around another', () => {
  const named = (Base: abstract new (...args: never[]) => object): string[] =>
    Object.entries(kinds).filter(([, { prototype }]) => prototype instanceof Base).map(([name]) => name).sort(); // prettier-ignore
  expect(Object.keys(PYTORCH_LOSSES).sort()).toEqual(named(Loss));
  expect([...Object.keys(PYTORCH_OPTIMIZERS), 'GradientAccumulation', 'WeightAverage', 'WeightDecay'].sort()).toEqual(named(Optimizer)); // prettier-ignore
});

describe('refused, by name', () => {
  const model = (optimizer: Optimizer, loss: Loss = new MeanSquaredError()) =>
    new Model([new Dense(1, 1)]).set({ loss, optimizer });
  class Own extends Adam {}
  class OwnLoss extends MeanSquaredError {}
  it.each<[Model, string]>([
    [model(new Own()), 'toPyTorch, optimizer: expected one of the optimizers SGD, Adagrad, RMSprop, CenteredRMSprop, Adadelta, Adam, AdamW, AMSGrad, Adamax, Nadam, Lion, received Adam. An optimizer from outside has no equal there.'],
    [model(new SGD(), new OwnLoss()), 'toPyTorch, loss: expected one of the losses CategoricalCrossentropy, '],
    [model(new WeightAverage(new Adam())), 'toPyTorch: expected an optimizer alone, in WeightDecay, or either of them in GradientAccumulation, received WeightAverage around Adam. model.set({ optimizer: optimizer.optimizer }) takes the one inside.'],
    [model(new SGD({ learningRate: (step) => 1 / (step + 1) })), 'toPyTorch: expected a learning rate that is a number or a schedule of the package, received a function. Set model.optimizer.learningRate to a number, or to cosineDecay and the like.'],
  ])('%#', (given, message) => {
    expect(() => toPyTorch(given)).toThrow(message);
  }); // prettier-ignore

  it('a scaler that is none of ours', () => {
    const scaled = model(new SGD());
    scaled.scaler = { kind: 'Own' };
    expect(() => toPyTorch(scaled)).toThrow('toPyTorch: expected model.scaler of StandardScaler, MinMaxScaler, RobustScaler, received "Own". model.scaler = undefined leaves it out; then scale the inputs beforehand.'); // prettier-ignore
  });
});
