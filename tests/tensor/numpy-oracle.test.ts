/**
 * Seeded random tensors against NumPy itself, where it is installed: each row is an operation of ours, NumPy's expression for it, and
 * must be equal in every bit. ORACLE_SEED=2 asks about other numbers.
 */
import { beforeAll, expect, it } from 'vitest';
import {
  add,
  arange,
  argmax,
  CategoricalCrossentropy,
  clip,
  concat,
  Dense,
  divide,
  dot,
  exp,
  init,
  linspace,
  log,
  max,
  maximum,
  mean,
  min,
  minimum,
  multiply,
  negative,
  oneHot,
  RandomState,
  ReLU,
  Sigmoid,
  Softmax,
  spiralData,
  sqrt,
  square,
  subtract,
  sum,
  verticalData,
  type DType,
  type Tensor,
} from 'nnfs';
import { askNumPy, type Question } from '../support/numpy.ts';

interface Row extends Question {
  readonly ours: () => Tensor;
}

const rows: Row[] = [];
const random = new RandomState(Number(process.env.ORACLE_SEED ?? 1));

/** Normals of very different sizes, or small whole numbers, some of them equal. */
function draw(shape: readonly number[], dtype: DType = 'float32'): Tensor {
  if (dtype === 'int32' || dtype === 'uint8') return random.randint(0, 9, shape, { dtype });
  return multiply(random.randn(shape, { dtype }), exp(multiply(2, random.randn(shape, { dtype }))));
}

function ask(code: string, arrays: Readonly<Record<string, Tensor>>, ours: () => Tensor): void {
  rows.push({ code, arrays, ours });
}

// Reductions: of tensors, transposes, rows of transposes and what is computed from transposes.
const shapes = [
  [1],
  [7],
  [9],
  [129],
  [8192],
  [20_011],
  [1, 1],
  [5, 1],
  [300, 1],
  [1, 300],
  [3, 9001],
  [9001, 3],
  [64, 130],
];
shapes.push([2, 3, 4], [5, 1, 200], [4, 300, 1], [7, 20, 33], [2, 3, 9000], [3, 9000, 2]);
const views = [
  { code: 'x', of: (x: Tensor) => x },
  { code: 'x.T', of: (x: Tensor) => x.transpose() },
  { code: 'x.T[:2]', of: (x: Tensor) => x.transpose().slice(0, 2) },
  { code: '(x.T * 0.3)', of: (x: Tensor) => multiply(x.transpose(), 0.3) },
  { code: '(x.T + x.T[:1])', of: (x: Tensor) => add(x.transpose(), x.transpose().slice(0, 1)) },
  {
    code: '(x.T - np.ascontiguousarray(x.T))',
    of: (x: Tensor) => subtract(x.transpose(), x.transpose().reshape([...x.shape].reverse())),
  },
  {
    code: '-np.sqrt(np.abs(x.T.astype("f8")))',
    of: (x: Tensor) =>
      negative(sqrt(maximum(x.transpose().astype('float64'), negative(x.transpose().astype('float64'))))),
  },
];
// Orders of axes: those that are a reversal or none but for axes of length 1 are summed as NumPy sums its view, others as a copy.
for (const { shape, axes, view } of [
  { shape: [3, 9001], axes: [1, 0], view: true },
  { shape: [3, 9001], axes: [0, -1], view: true },
  { shape: [64, 1, 130], axes: [2, 0, 1], view: true },
  { shape: [1, 20, 33], axes: [0, 2, 1], view: true },
  { shape: [64, 1, 130], axes: [1, 0, 2], view: true },
  { shape: [7, 20, 33], axes: [2, 1, 0], view: true },
  { shape: [7, 20, 33], axes: [0, 2, 1], view: false },
  { shape: [7, 20, 33], axes: [-1, 0, 1], view: false },
  { shape: [2, 3, 4, 50], axes: [0, 2, 1, 3], view: false },
]) {
  const x = draw(shape);
  const turned = `x.transpose(${axes.join(', ')})`;
  const code = view ? turned : `np.ascontiguousarray(${turned})`;
  ask(turned, { x }, () => x.transpose(axes));
  ask(`${turned}.T`, { x }, () => x.transpose(axes).transpose());
  for (const axis of [undefined, ...shape.keys()]) {
    const where = axis === undefined ? {} : { axis };
    ask(`${code}.sum(axis=${axis ?? 'None'})`, { x }, () => sum(x.transpose(axes), where));
    if (!view) continue;
    const back = `x.T.transpose(${axes.join(', ')})`;
    ask(`${back}.sum(axis=${axis ?? 'None'})`, { x }, () => sum(x.transpose().transpose(axes), where));
  }
}
for (const shape of shapes) {
  const x = draw(shape);
  for (const { code, of } of views) {
    for (const axis of [undefined, ...shape.keys()]) {
      const where = axis === undefined ? {} : { axis };
      for (const [name, reduce] of Object.entries({ sum, mean })) {
        ask(`${code}.${name}(axis=${axis ?? 'None'})`, { x }, () => reduce(of(x), where));
      }
    }
  }
  for (const axis of [undefined, ...shape.keys()]) {
    const where = axis === undefined ? {} : { axis };
    for (const dtype of ['float32', 'float64', 'int32', 'uint8'] as const) {
      const typed = draw(shape, dtype);
      for (const [name, reduce] of Object.entries({ max, min, argmax })) {
        ask(`x.${name}(axis=${axis ?? 'None'})`, { x: typed }, () => reduce(typed, where));
      }
    }
    ask(`x.sum(axis=${axis ?? 'None'}, keepdims=True)`, { x }, () => sum(x, { ...where, keepDims: true }));
  }
}

// Arithmetic with broadcasting. Pairs of types on which NumPy and this package agree.
const pairs = [
  [
    [4, 5],
    [4, 5],
  ],
  [[4, 5], [5]],
  [
    [4, 1],
    [1, 5],
  ],
  [
    [3, 1, 5],
    [4, 1],
  ],
  [[1], [2, 3]],
  [[0, 3], [3]],
  [[6], [2, 1, 1, 6]],
] as const;
const types = [
  ['float32', 'float32'],
  ['float32', 'float64'],
  ['float64', 'float64'],
  ['uint8', 'float32'],
  ['int32', 'float64'],
  ['int32', 'int32'],
  ['uint8', 'int32'],
] as const;
const arithmetic = { add, subtract, multiply, maximum, minimum, divide } as const;
for (const [a, b] of pairs) {
  for (const [typeA, typeB] of types) {
    const [x, y] = [draw(a, typeA), draw(b, typeB)];
    for (const [name, operation] of Object.entries(arithmetic)) {
      ask(`np.${name}(x, y)`, { x, y }, () => operation(x, y));
      ask(`np.${name}(y, x)`, { x, y }, () => operation(y, x));
    }
  }
}
const some = draw([5, 7]);
const whole = draw([5, 7], 'int32');
for (const number of [0.1, -3, 1e-7, 12345.678]) {
  ask(`x * ${number}`, { x: some }, () => multiply(some, number));
  ask(`${number} / x`, { x: some }, () => divide(number, some));
  ask(`x + ${number}`, { x: whole }, () => add(whole, number));
  ask(`x / ${number}`, { x: whole }, () => divide(whole, number));
}
ask('np.clip(x, -0.3, 0.7)', { x: some }, () => clip(some, -0.3, 0.7));
ask('np.square(x)', { x: some }, () => square(some));

// Functions, layers and the loss, in float32 as under the book's init().
for (const [N, C] of [
  [1, 1],
  [6, 3],
  [50, 10],
  [7, 300],
] as const) {
  const x = draw([N, C]);
  const p = new Softmax().forward(x);
  const labels = random.randint(0, C, [N]);
  const w = draw([C, 4]);
  const b = draw([1, 4]);
  ask('np.exp(x)', { x }, () => exp(x));
  ask('np.log(x)', { x }, () => log(x));
  ask('softmax(x)', { x }, () => new Softmax().forward(x));
  ask('np.maximum(0, x)', { x }, () => new ReLU().forward(x));
  ask('1 / (1 + np.exp(-x))', { x }, () => new Sigmoid().forward(x));
  ask('dot(x, w) + b', { x, w, b }, () => {
    const dense = new Dense(C, 4);
    dense.weights = w;
    dense.biases = b;
    return dense.forward(x);
  });
  ask('dot(x.T, x)', { x }, () => dot(x.transpose(), x));
  if (C === 1) continue; // no classes to tell apart
  ask('-np.log(np.clip(p, 1e-7, 1 - 1e-7)[range(len(p)), y])', { p, y: labels }, () =>
    new CategoricalCrossentropy().forward(p, labels),
  );
  const shares = divide(draw([N, C], 'uint8'), 9).astype('float32');
  ask('-np.sum(y * np.log(np.clip(p, 1e-7, 1 - 1e-7)), axis=1) + np.float32(0)', { p, y: shares }, () =>
    new CategoricalCrossentropy().forward(p, shares),
  );
  ask(`np.eye(${C}, dtype='f4')[y]`, { y: labels }, () => oneHot(labels, C));
  ask('np.concatenate([x, 2 * x], axis=1)', { x }, () => concat([x, multiply(2, x)], 1));
}

// Data with other seeds, sizes and numbers of classes.
for (const [seed, samples, classes] of [
  [0, 100, 3],
  [3, 7, 5],
  [4, 1, 2],
  [5, 2, 300],
  [6, 1001, 1],
] as const) {
  const stream = (): RandomState => new RandomState(seed);
  ask(`spiral(${seed}, ${samples}, ${classes})`, {}, () => spiralData({ samples, classes, random: stream() }).X);
  ask(`vertical(${seed}, ${samples}, ${classes})`, {}, () => verticalData({ samples, classes, random: stream() }).X);
  ask(`np.repeat(np.arange(${classes}), ${samples})`, {}, () => spiralData({ samples, classes, random: stream() }).y);
}
for (const [start, stop, n] of [
  [0, 1, 7],
  [-0.3, 12.7, 1000],
  [5, -1, 2],
] as const) {
  ask(`np.linspace(${start}, ${stop}, ${n})`, {}, () => linspace(start, stop, n, 'float64'));
}
for (const [start, stop, step] of [
  [0.3, 1, 0.1],
  [5, -2, -0.7],
  [0, 10, 3],
] as const) {
  ask(`np.arange(${start}, ${stop}, ${step}, dtype='f8')`, {}, () => arange(start, stop, step, 'float64'));
}

const SETUP = `
def dot(a, b):
    return np.dot(a.astype('f8'), b.astype('f8')).astype('f4')
def softmax(x):
    e = np.exp(x - np.max(x, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)
def spiral(seed, samples, classes):
    random = np.random.RandomState(seed)
    X = np.zeros((samples * classes, 2), 'f4')
    for k in range(classes):
        r = np.linspace(0.0, 1, samples)
        t = np.linspace(k * 4, (k + 1) * 4, samples) + random.randn(samples).astype('f4') * 0.2
        X[k * samples:(k + 1) * samples] = np.c_[r * np.sin(t * 2.5), r * np.cos(t * 2.5)]
    return X
def vertical(seed, samples, classes):
    random = np.random.RandomState(seed)
    randn = lambda: random.randn(samples).astype('f4')
    X = np.zeros((samples * classes, 2), 'f4')
    for k in range(classes):
        X[k * samples:(k + 1) * samples] = np.c_[randn() * 0.1 + k / 3, randn() * 0.1 + 0.5]
    return X
`;

let answers: Tensor[] | string;
beforeAll(() => {
  init(); // dot products in float64
  answers = askNumPy(rows, SETUP);
});

it(`${rows.length} operations`, ({ skip }) => {
  if (typeof answers === 'string') return skip(answers);
  rows.forEach(({ code, ours, arrays = {} }, i) => {
    const shapes = Object.entries(arrays).map(([name, { dtype, shape }]) => `${name} ${dtype} ${shape.join('x')}`);
    expect(ours(), `${code}, ${shapes.join(', ')}`).toEqualTensor(answers[i] as Tensor);
  });
});
