/** What holds for every optimizer, and its steps against two others' arithmetic: NumPy's, bit for bit, and plain doubles. */
import { beforeAll, describe, expect, it } from 'vitest';
import {
  Adagrad,
  Adam,
  AdamW,
  Dense,
  kinds,
  Model,
  RandomState,
  RMSprop,
  SGD,
  tensor,
  Tensor,
  ValueError,
  type Optimizer,
} from 'nnfs';
import { askNumPy } from '../support/numpy.ts';
import { OPTIMIZER_ROWS } from './kinds.ts';

const STEPS = 6;

/** Weights [2, 3] and biases [1, 3] with the gradients of some steps, small and large, one of them 0. */
function exercise() {
  const random = new RandomState(21);
  const dense = new Dense(2, 3, { random, initializer: 'glorotNormal' });
  dense.biases = random.randn([1, 3]);
  const scales = [1, 1e-3, 0, 100, 1e-6, 2];
  const gradients = scales.map((scale) => ({
    dweights: tensor(random.randn([2, 3]).data.map((x) => x * scale)).reshape([2, 3]),
    dbiases: tensor(random.randn([1, 3]).data.map((x) => x * scale)).reshape([1, 3]),
  }));
  return { dense, gradients };
}

function take(optimizer: Optimizer, dense: Dense, { dweights, dbiases }: { dweights: Tensor; dbiases: Tensor }): void {
  dense.dweights = dweights;
  dense.dbiases = dbiases;
  optimizer.update([dense]);
}

/** The weights after every step, [STEPS, 2, 3]. */
function trajectory(optimizer: Optimizer): Tensor<'float32'> {
  const { dense, gradients } = exercise();
  const all = new Tensor('float32', [STEPS, 2, 3]);
  gradients.forEach((step, t) => {
    take(optimizer, dense, step);
    all.data.set(dense.weights.data, t * 6);
  });
  return all;
}

/**
 * The rules once more, in NumPy: those of the book with arrays of float32, which is how it runs them; the others in doubles, with what is
 * kept from step to step rounded to float32.
 */
const NUMPY = `
def trajectory(kind, w, gradients, learning_rate, decay=0., momentum=0., nesterov=False, epsilon=1e-7, rho=0.9,
               beta1=0.9, beta2=0.999, weight_decay=0.01, momentum_decay=0.004, centered=True):
    if kind in ('AMSGrad', 'Nadam', 'Adamax', 'Lion', 'Adadelta', 'CenteredRMSprop'):
        return in_doubles(kind, w, gradients, learning_rate, decay, momentum, epsilon, rho, beta1, beta2, weight_decay,
                          momentum_decay, centered)
    w, m, c, result = w.copy(), np.zeros_like(w), np.zeros_like(w), []
    for t, g in enumerate(gradients):
        rate = learning_rate * (1. / (1. + decay * t)) if decay else learning_rate
        if kind == 'SGD' and momentum:
            m = momentum * m - rate * g
            w += momentum * m - rate * g if nesterov else m
        elif kind == 'SGD':
            w += -rate * g
        elif kind == 'Adagrad':
            c += g ** 2
            w += -rate * g / (np.sqrt(c) + epsilon)
        elif kind == 'RMSprop':
            c = rho * c + (1 - rho) * g ** 2
            w += -rate * g / (np.sqrt(c) + epsilon)
        else:
            if kind == 'AdamW':
                w *= 1 - rate * weight_decay
            m = beta1 * m + (1 - beta1) * g
            c = beta2 * c + (1 - beta2) * g ** 2
            w += -rate * (m / (1 - beta1 ** (t + 1))) / (np.sqrt(c / (1 - beta2 ** (t + 1))) + epsilon)
        result.append(w.copy())
    return np.stack(result)

def in_doubles(kind, w, gradients, learning_rate, decay, momentum, epsilon, rho, beta1, beta2, weight_decay,
               momentum_decay, centered):
    keep = lambda x: x.astype(np.float32).astype(np.float64)
    w = w.astype(np.float64)
    m, c, u, result, mus = np.zeros_like(w), np.zeros_like(w), np.zeros_like(w), [], []
    mu = lambda t: beta1 * (1 - 0.96 ** (momentum_decay * t) / 2)
    for t, g in enumerate(gradients.astype(np.float64), 1):
        rate = learning_rate * (1. / (1. + decay * (t - 1))) if decay else learning_rate
        if kind == 'Lion':
            w = keep(w - rate * (np.sign(beta1 * m + (1 - beta1) * g) + weight_decay * w))
            m = keep(beta2 * m + (1 - beta2) * g)
        elif kind == 'Adadelta':
            c = keep(rho * c + (1 - rho) * g * g)
            step = np.sqrt(u + epsilon) / np.sqrt(c + epsilon) * g
            u = keep(rho * u + (1 - rho) * step * step)
            w = keep(w - rate * step)
        elif kind == 'CenteredRMSprop':
            c = keep(rho * c + (1 - rho) * g * g)
            u = keep(rho * u + (1 - rho) * g)
            variance = np.maximum(0, c - u * u) if centered else c
            m = momentum * m + g / (np.sqrt(variance) + epsilon)
            w = keep(w - rate * m)
            m = keep(m)
        else:
            m = keep(beta1 * m + (1 - beta1) * g)
            whole = 1 - beta1 ** t
            if kind == 'Adamax':
                c = keep(np.maximum(beta2 * c, np.abs(g) + epsilon))
                w = keep(w - rate / whole * m / c)
                result.append(w.astype(np.float32))
                continue
            c = keep(beta2 * c + (1 - beta2) * g * g)
            u = np.maximum(u, c)
            if kind == 'AMSGrad':
                w = keep(w - rate * (m / whole) / (np.sqrt(u / (1 - beta2 ** t)) + epsilon))
            else:
                mus.append(mu(t))
                p, n = np.prod(mus), mu(t + 1)
                ahead = (1 - mus[-1]) / (1 - p) * g + n / (1 - p * n) * m
                w = keep(w - rate * ahead / (np.sqrt(c / (1 - beta2 ** t)) + epsilon))
        result.append(w.astype(np.float32))
    return np.stack(result)
`;

const DEFAULT_RATES: Readonly<Record<string, number>> = {
  SGD: 1,
  Adagrad: 1,
  RMSprop: 0.001,
  Adam: 0.001,
  AdamW: 0.001,
  AMSGrad: 0.001,
  Nadam: 0.001,
  Adamax: 0.001,
  Lion: 0.0001,
  Adadelta: 1,
  CenteredRMSprop: 0.001,
};

/** The options that have other defaults than most. */
const OTHER_DEFAULTS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  Lion: { beta2: 0.99, weightDecay: 0 },
  Adadelta: { rho: 0.95, epsilon: 1e-6 },
};
const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** One number's way in doubles, each rule as its paper has it, written without looking at the vectorized one. */
function inDoubles(
  kind: string,
  w: number,
  gradients: readonly number[],
  given: Readonly<Record<string, number | boolean>>,
): number[] {
  const option = (name: string, otherwise: number): number =>
    Number(given[name] ?? OTHER_DEFAULTS[kind]?.[name] ?? otherwise);
  const [alpha, decay, mu] = [option('learningRate', DEFAULT_RATES[kind]!), option('decay', 0), option('momentum', 0)];
  const [eps, rho, b1, b2] = [
    option('epsilon', 1e-7),
    option('rho', 0.9),
    option('beta1', 0.9),
    option('beta2', 0.999),
  ];
  const weigh = (share: number, values: readonly number[]): number =>
    // Σ share^(t - s) values_s
    values.reduce((sum, value, s) => sum + share ** (values.length - 1 - s) * value, 0);
  const steps: number[] = [];
  return gradients.map((g, t) => {
    const rates = gradients.slice(0, t + 1).map((_, s) => alpha / (1 + decay * s));
    const [rate, past] = [rates[t]!, gradients.slice(0, t + 1)];
    const squares = past.map((x) => x * x);
    switch (kind) {
      case 'SGD': {
        const velocity = -weigh(
          mu,
          past.map((x, s) => rates[s]! * x),
        );
        return (w += given.nesterov === true ? mu * velocity - rate * g : velocity);
      }
      case 'Adagrad':
        return (w -= (rate * g) / (Math.sqrt(weigh(1, squares)) + eps));
      case 'RMSprop':
        return (w -= (rate * g) / (Math.sqrt((1 - rho) * weigh(rho, squares)) + eps));
      case 'Lion': {
        const before = past.slice(0, -1);
        const direction = Math.sign(b1 * (1 - b2) * weigh(b2, before) + (1 - b1) * g);
        return (w -= rate * (direction + option('weightDecay', 0) * w));
      }
      case 'Adamax': {
        const largest = Math.max(...past.map((x, s) => b2 ** (t - s) * (Math.abs(x) + eps)));
        return (w -= ((rate / (1 - b1 ** (t + 1))) * (1 - b1) * weigh(b1, past)) / largest);
      }
      case 'Adadelta': {
        const cache = (1 - rho) * weigh(rho, squares);
        const step =
          (Math.sqrt(
            (1 - rho) *
              weigh(
                rho,
                steps.map((x) => x * x),
              ) +
              eps,
          ) /
            Math.sqrt(cache + eps)) *
          g;
        steps.push(step);
        return (w -= rate * step);
      }
      case 'CenteredRMSprop': {
        const mean = given.centered === false ? 0 : (1 - rho) * weigh(rho, past);
        steps.push(g / (Math.sqrt(Math.max(0, (1 - rho) * weigh(rho, squares) - mean * mean)) + eps));
        return (w -= rate * weigh(mu, steps));
      }
      case 'Nadam': {
        const mus = [...past, 0].map((_, s) => b1 * (1 - 0.96 ** (option('momentumDecay', 0.004) * (s + 1)) / 2));
        const product = (n: number): number => mus.slice(0, n).reduce((all, each) => all * each, 1);
        const momentum = (1 - b1) * weigh(b1, past);
        const ahead = ((1 - mus[t]!) / (1 - product(t + 1))) * g + (mus[t + 1]! / (1 - product(t + 2))) * momentum;
        return (w -= (rate * ahead) / (Math.sqrt(((1 - b2) * weigh(b2, squares)) / (1 - b2 ** (t + 1))) + eps));
      }
      case 'AMSGrad': {
        const caches = past.map((_, s) => (1 - b2) * weigh(b2, squares.slice(0, s + 1)));
        const mean = ((1 - b1) * weigh(b1, past)) / (1 - b1 ** (t + 1));
        return (w -= (rate * mean) / (Math.sqrt(Math.max(...caches) / (1 - b2 ** (t + 1))) + eps));
      }
      default: {
        if (kind === 'AdamW') w -= rate * option('weightDecay', 0.01) * w;
        const mean = ((1 - b1) * weigh(b1, past)) / (1 - b1 ** (t + 1));
        const square = ((1 - b2) * weigh(b2, squares)) / (1 - b2 ** (t + 1));
        return (w -= (rate * mean) / (Math.sqrt(square) + eps));
      }
    }
  });
}

let answers: Tensor[] | string;
beforeAll(() => {
  const { dense, gradients } = exercise();
  const G = new Tensor('float32', [STEPS, 2, 3]);
  gradients.forEach(({ dweights }, t) => G.data.set(dweights.data, t * 6));
  const questions = OPTIMIZER_ROWS.map(({ make, options }) => {
    const { kind } = make();
    const given = Object.entries<number | boolean>({
      learningRate: DEFAULT_RATES[kind]!,
      ...OTHER_DEFAULTS[kind],
      ...options,
    });
    const text = given.map(
      ([name, value]) => `${snakeCase(name)}=${value === true ? 'True' : value === false ? 'False' : value}`,
    );
    return { code: `trajectory('${kind}', w, G, ${text.join(', ')})`, arrays: { w: dense.weights, G } };
  });
  answers = askNumPy(questions, NUMPY);
});

describe.each(OPTIMIZER_ROWS.map((row, i) => ({ ...row, i })))('$text', ({ i, make, options, moves = false }) => {
  it(`takes ${STEPS} steps as NumPy, bit for bit`, ({ skip }) => {
    if (typeof answers === 'string') return skip(answers);
    expect(trajectory(make())).toEqualTensor(answers[i]!);
  });

  it(`takes ${STEPS} steps as one number in doubles`, () => {
    const { dense, gradients } = exercise();
    const found = trajectory(make());
    dense.weights.data.forEach((w, at) => {
      const wanted = inDoubles(
        make().kind,
        w,
        gradients.map(({ dweights }) => dweights.data[at]!),
        options,
      );
      // float32 keeps 2^-24 of a number, and a step of size 1 rounds what was 0.01: hence also an absolute part.
      wanted.forEach((value, t) => expect(Math.abs(found.data[t * 6 + at]! - value)).toBeLessThan(3e-6 * Math.max(1, Math.abs(value)))); // prettier-ignore
    });
  });

  it('counts steps and says their rate', () => {
    const { dense, gradients } = exercise();
    const optimizer = make();
    const [first, decay] = [Number(options.learningRate ?? DEFAULT_RATES[optimizer.kind]), Number(options.decay ?? 0)];
    expect([optimizer.iterations, optimizer.currentLearningRate]).toEqual([0, first]);
    gradients.forEach((step, t) => {
      const rate = decay === 0 ? first : first * (1 / (1 + decay * t));
      expect(optimizer.rateAt(t)).toBe(rate);
      take(optimizer, dense, step);
      expect([optimizer.iterations, optimizer.currentLearningRate]).toEqual([t + 1, rate]);
    });
  });

  it('remembers zeros at first, in slots of the size of their parameter', () => {
    const { dense, gradients } = exercise();
    const optimizer = make();
    for (const parameter of dense.parameters) {
      expect(optimizer.hasSlots(parameter)).toBe(false);
      const slots = optimizer.slotsOf(parameter);
      expect(slots).toEqual(optimizer.slotNames.map(() => new Float32Array(parameter.value.size)));
      expect(optimizer.slotsOf(parameter)).toBe(slots);
    }
    take(optimizer, dense, gradients[0]!);
    for (const slot of optimizer.slotsOf(dense.parameters[0])) expect(slot.every((x) => x !== 0)).toBe(true);
  });

  it(moves ? 'goes on moving under a gradient of 0' : 'keeps what has a gradient of 0', () => {
    const { dense, gradients } = exercise();
    const optimizer = make();
    take(optimizer, dense, gradients[0]!);
    const before = dense.weights.clone();
    take(optimizer, dense, { dweights: new Tensor('float32', [2, 3]), dbiases: new Tensor('float32', [1, 3]) });
    if (moves) expect([...dense.weights.data]).not.toEqual([...before.data]);
    else expect(dense.weights).toEqualTensor(before);
  });

  it('leaves gradients as they are, and parameters in float32', () => {
    const { dense, gradients } = exercise();
    const optimizer = make();
    take(optimizer, dense, gradients[0]!);
    expect(dense.dweights).toEqualTensor(gradients[0]!.dweights);
    expect([dense.weights.dtype, dense.biases.dtype]).toEqual(['float32', 'float32']);
  });

  it('keeps parameters apart, and does not mix optimizers', () => {
    const [a, b] = [exercise(), exercise()];
    const [shared, other] = [make(), make()];
    for (const step of a.gradients) {
      a.dense.dweights = step.dweights;
      b.dense.dweights = tensor(step.dweights.data.map((x) => -x)).reshape([2, 3]);
      shared.update([a.dense, b.dense]);
    }
    const alone = exercise();
    for (const step of alone.gradients) {
      alone.dense.dweights = step.dweights;
      other.update([alone.dense]);
    }
    expect(a.dense.weights).toEqualTensor(alone.dense.weights);
    expect(shared.iterations).toBe(STEPS);
  });

  it('works in float64 with float64 parameters', () => {
    const { dense, gradients } = exercise();
    dense.weights = dense.weights.astype('float64');
    dense.biases = dense.biases.astype('float64');
    const start = [...dense.weights.data];
    const optimizer = make();
    const [double] = gradients.map(({ dweights, dbiases }) => {
      const step = { dweights: dweights.astype('float64'), dbiases: dbiases.astype('float64') };
      take(optimizer, dense, step);
      return step;
    });
    expect(double!.dweights.dtype).toBe('float64');
    for (const slot of optimizer.slotsOf(dense.parameters[0])) expect(slot).toBeInstanceOf(Float64Array);
    start.forEach((w, at) => {
      const wanted = inDoubles(
        optimizer.kind,
        w,
        gradients.map(({ dweights }) => dweights.data[at]!),
        options,
      ).at(-1);
      // Two orders of summing: some units in the last of 16 digits.
      expect(Math.abs(dense.weights.data[at]! - wanted)).toBeLessThan(1e-11 * Math.max(1, Math.abs(wanted)));
    });
  });

  it('is made again by a file, and goes the same way', () => {
    const copy = Model.fromBytes(new Model().set({ optimizer: make() }).toBytes(), { kinds }).optimizer!;
    expect(copy.config()).toEqual(make().config());
    expect(copy.config()).toMatchObject(options);
    expect(trajectory(copy)).toEqualTensor(trajectory(make()));
  });
});

/** A value that the types exclude, as callers from JavaScript pass it. */
const bad = (options: unknown): never => options as never;

describe('options out of range', () => {
  const common = 'learningRate, decay, clipNorm, globalClipNorm, clipValue';
  it.each<[() => Optimizer, string]>([
    [
      () => new SGD(bad({ lr: 0.1 })),
      `SGD: expected options { ${common}, momentum, nesterov }, received the option "lr".`,
    ],
    [
      () => new Adagrad(bad({ rho: 0.9 })),
      `Adagrad: expected options { ${common}, epsilon }, received the option "rho".`,
    ],
    [
      () => new RMSprop(bad({ momentum: 0.9 })),
      `RMSprop: expected options { ${common}, epsilon, rho }, received the option "momentum".`,
    ],
    [
      () => new Adam(bad({ beta_1: 0.9 })),
      `Adam: expected options { ${common}, epsilon, beta1, beta2 }, received the option "beta_1".`,
    ],
    [
      () => new AdamW(bad({ decoupled: 1 })),
      `AdamW: expected options { ${common}, epsilon, beta1, beta2, weightDecay }, received the option "decoupled".`,
    ],
    [() => new Adam(bad(0.05)), `Adam: expected options { ${common}, epsilon, beta1, beta2 }, received 0.05.`],
    [() => new SGD({ learningRate: 0 }), 'SGD: expected learningRate above 0, received 0.'],
    [() => new Adam({ learningRate: -0.1 }), 'Adam: expected learningRate above 0, received -0.1.'],
    [() => new Adam({ learningRate: NaN }), 'Adam: expected learningRate above 0, received NaN.'],
    [() => new AdamW({ learningRate: Infinity }), 'AdamW: expected learningRate above 0, received Infinity.'],
    [() => new Adagrad({ learningRate: bad('0.1') }), 'Adagrad: expected learningRate above 0, received "0.1".'],
    [() => new RMSprop({ decay: -1e-3 }), 'RMSprop: expected decay of 0 or more, received -0.001.'],
    [() => new SGD({ momentum: 1 }), 'SGD: expected momentum from 0 to below 1, received 1.'],
    [() => new SGD({ momentum: -0.1 }), 'SGD: expected momentum from 0 to below 1, received -0.1.'],
    [() => new SGD({ momentum: bad('0.9') }), 'SGD: expected momentum from 0 to below 1, received "0.9".'],
    [() => new SGD({ nesterov: bad(1) }), 'SGD: expected nesterov to be true or false, received 1.'],
    [() => new Adagrad({ epsilon: 0 }), 'Adagrad: expected epsilon above 0, received 0.'],
    [() => new RMSprop({ epsilon: -1 }), 'RMSprop: expected epsilon above 0, received -1.'],
    [() => new RMSprop({ rho: 1 }), 'RMSprop: expected rho from 0 to below 1, received 1.'],
    [() => new Adam({ epsilon: NaN }), 'Adam: expected epsilon above 0, received NaN.'],
    [() => new Adam({ beta1: 1 }), 'Adam: expected beta1 from 0 to below 1, received 1.'],
    [() => new Adam({ beta2: -0.5 }), 'Adam: expected beta2 from 0 to below 1, received -0.5.'],
    [() => new AdamW({ beta2: 2 }), 'AdamW: expected beta2 from 0 to below 1, received 2.'],
    [() => new AdamW({ weightDecay: -1 }), 'AdamW: expected weightDecay of 0 or more, received -1.'],
    [() => new SGD({ clipNorm: 0 }), 'SGD: expected clipNorm above 0, received 0.'],
    [() => new Adam({ globalClipNorm: -1 }), 'Adam: expected globalClipNorm above 0, received -1.'],
    [() => new Adam({ clipValue: bad('1') }), 'Adam: expected clipValue above 0, received "1".'],
  ])('%#', (make, message) => {
    expect(make).toThrow(expect.objectContaining({ constructor: ValueError, message }));
  });

  it('holds for a rate that is set later', () => {
    const optimizer = new SGD({ learningRate: 0.5 });
    optimizer.learningRate = 0.25;
    expect(optimizer.currentLearningRate).toBe(0.25);
    expect(() => (optimizer.learningRate = 0)).toThrow('SGD: expected learningRate above 0, received 0.');
  });
});
