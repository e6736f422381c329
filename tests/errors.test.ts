/** What wrong calls are told, word for word. */
import { describe, expect, it } from 'vitest';
import {
  accuracy,
  add,
  arange,
  argmax,
  BinaryAccuracy,
  CategoricalCrossentropy,
  clip,
  concat,
  Dense,
  dot,
  Dropout,
  DTypeError,
  ELU,
  exp,
  eye,
  formatNumber,
  full,
  Huber,
  init,
  LeakyReLU,
  linspace,
  max,
  mean,
  min,
  NnfsError,
  oneHot,
  RegressionAccuracy,
  ReLU,
  ShapeError,
  sineData,
  Softmax,
  spiralData,
  subtract,
  sum,
  tensor,
  Tensor,
  ValueError,
  verticalData,
  zeros,
} from 'nnfs';

type Row = readonly [call: () => unknown, kind: typeof NnfsError, message: string];

/** A value that the types exclude, as callers from JavaScript pass it. */
const bad = (value: unknown): never => value as never;

const dense = (): Dense => new Dense(2, 3);
function after(inputs: number[][]): Dense {
  const layer = dense();
  layer.forward(inputs);
  return layer;
}

const cyclic: unknown[] = [];
cyclic.push(cyclic);

const rows: Readonly<Record<string, readonly Row[]>> = {
  'arrays without end': [
    [() => tensor(bad(cyclic)), ShapeError, 'tensor: expected at most 32 axes, received 33.'],
    [() => add(1, bad(cyclic)), ShapeError, 'add: expected at most 32 axes, received 33.'],
    [
      () => tensor(bad([1, cyclic])),
      ShapeError,
      'tensor: expected nested arrays of shape [2], received an array of 1 at [1]. Pad the short rows or leave them out.',
    ],
    [
      () => zeros(bad(cyclic)),
      ShapeError,
      'Tensor: expected a shape of whole numbers, 0 or more, received [[an array of 1]].',
    ],
    [() => zeros(new Array<number>(33).fill(1)), ShapeError, 'Tensor: expected at most 32 axes, received 33.'],
    [
      () => zeros([1]).reshape(new Array<number>(33).fill(1)),
      ShapeError,
      'Tensor: expected at most 32 axes, received 33.',
    ],
    [
      () => spiralData({ samples: bad(cyclic) }),
      ValueError,
      'spiralData: expected samples to be a whole number, 1 or more, received [[an array of 1]].',
    ],
  ],
  'counts without end': [
    [
      () => arange(2 ** 53),
      ValueError,
      'arange: expected a size that fits into memory, received 9007199254740992 elements of float64.',
    ],
    [
      () => linspace(0, 1, 2 ** 53),
      ValueError,
      'linspace: expected a size that fits into memory, received 9007199254740992 elements of float64.',
    ],
  ],
  'no numbers': [
    [
      () => arange(bad([3])),
      ValueError,
      'arange: expected finite bounds and a step other than 0, received [0, [3]], step 1.',
    ],
    [() => linspace(0, bad('1')), ValueError, 'linspace: expected finite bounds, received [0, "1"].'],
    [() => linspace(-Infinity, 1), ValueError, 'linspace: expected finite bounds, received [-Infinity, 1].'],
    [() => full([2], bad('1')), DTypeError, 'full: expected numbers, received "1".'],
  ],
  'axes in another order': [
    [
      () => zeros([2, 3, 4]).transpose([0, 0, 1]),
      ValueError,
      'Tensor.transpose: expected each of 3 axes once, received [0, 0, 1].',
    ],
    [() => zeros([2, 3]).transpose([1]), ValueError, 'Tensor.transpose: expected each of 2 axes once, received [1].'],
    [
      () => zeros([2, 3]).transpose([0, 1, -1]),
      ValueError,
      'Tensor.transpose: expected each of 2 axes once, received [0, 1, -1].',
    ],
    [
      () => zeros([2, 3]).transpose([0, -3]),
      ValueError,
      'Tensor.transpose: expected each of 2 axes once, received [0, -3].',
    ],
    [
      () => zeros([2, 3]).transpose(bad([0, null])),
      ValueError,
      'Tensor.transpose: expected each of 2 axes once, received [0, null].',
    ],
    [() => zeros([2, 3]).transpose(bad(1)), ValueError, 'Tensor.transpose: expected each of 2 axes once, received 1.'],
  ],
  'making tensors': [
    [
      () => tensor([[1, 2], [3]]),
      ShapeError,
      'tensor: expected nested arrays of shape [2, 2], received an array of 1 at [1]. Pad the short rows or leave them out.',
    ],
    [
      () => tensor(bad([[1, 2], 3])),
      ShapeError,
      'tensor: expected nested arrays of shape [2, 2], received 3 at [1]. Pad the short rows or leave them out.',
    ],
    [
      () => tensor(bad([1, [2]])),
      ShapeError,
      'tensor: expected nested arrays of shape [2], received an array of 1 at [1]. Pad the short rows or leave them out.',
    ],
    [
      () =>
        tensor([
          [[1], [2]],
          [[3], [4, 5]],
        ]),
      ShapeError,
      'tensor: expected nested arrays of shape [2, 2, 1], received an array of 2 at [1, 1]. Pad the short rows or leave them out.',
    ],
    [
      () =>
        tensor(
          bad([
            [1, 2],
            [3, 'a'],
          ]),
        ),
      DTypeError,
      'tensor: expected numbers, received "a" at [1, 1].',
    ],
    [() => tensor(bad('abc')), DTypeError, 'tensor: expected numbers, received "abc".'],
    [() => tensor(bad(null)), DTypeError, 'tensor: expected numbers, received null.'],
    [() => tensor(bad([1, undefined])), DTypeError, 'tensor: expected numbers, received undefined at [1].'],
    [() => tensor(bad([10n])), DTypeError, 'tensor: expected numbers, received 10n at [0].'],
    [
      () => tensor([1.5], 'int32'),
      ValueError,
      'tensor: expected whole numbers from -2147483648 to 2147483647 for int32, received 1.5. To drop fractions, make a float tensor and call astype().',
    ],
    [
      () => tensor([256], 'uint8'),
      ValueError,
      'tensor: expected whole numbers from 0 to 255 for uint8, received 256. To drop fractions, make a float tensor and call astype().',
    ],
    [
      () => tensor([NaN], 'int32'),
      ValueError,
      'tensor: expected whole numbers from -2147483648 to 2147483647 for int32, received NaN. To drop fractions, make a float tensor and call astype().',
    ],
    [
      () => tensor([1], bad('float16')),
      DTypeError,
      `dtype: expected 'float32', 'float64', 'int32' or 'uint8', received "float16".`,
    ],
    [() => zeros([2, -1]), ShapeError, 'Tensor: expected a shape of whole numbers, 0 or more, received [2, -1].'],
    [() => zeros([2.5]), ShapeError, 'Tensor: expected a shape of whole numbers, 0 or more, received [2.5].'],
    [() => zeros(bad(3)), ShapeError, 'Tensor: expected a shape such as [2, 3], received 3.'],
    [
      () => zeros([2], bad('double')),
      DTypeError,
      `dtype: expected 'float32', 'float64', 'int32' or 'uint8', received "double".`,
    ],
    [
      () => full([2], 0.5, 'int32'),
      ValueError,
      'full: expected whole numbers from -2147483648 to 2147483647 for int32, received 0.5. To drop fractions, make a float tensor and call astype().',
    ],
    [() => eye(-1), ShapeError, 'Tensor: expected a shape of whole numbers, 0 or more, received [-1, -1].'],
    [
      () => arange(0, 1, 0),
      ValueError,
      'arange: expected finite bounds and a step other than 0, received [0, 1], step 0.',
    ],
    [() => linspace(0, 1, 2.5), ValueError, 'linspace: expected a whole number of points, 0 or more, received 2.5.'],
    [
      () => new Tensor('float32', [2], bad([1, 2])),
      DTypeError,
      'Tensor: expected elements of type float32, received [1, 2]. To convert them, call tensor().',
    ],
    [
      () => new Tensor('float32', [2], bad(new Float64Array(2))),
      DTypeError,
      'Tensor: expected elements of type float32, received a Float64Array. To convert them, call tensor().',
    ],
    [
      () => new Tensor('float32', [3], new Float32Array(2)),
      ShapeError,
      'Tensor: expected 3 elements for [3], received 2.',
    ],
    [
      () => zeros([1e9, 1e9]),
      ValueError,
      'Tensor: expected a size that fits into memory, received 1000000000000000000 elements of float32.',
    ],
    [() => tensor(bad(new Date(0))), DTypeError, 'tensor: expected numbers, received a Date.'],
    [() => tensor(bad({})), DTypeError, 'tensor: expected numbers, received an object.'],
  ],
  'methods of Tensor': [
    [() => tensor([[1, 2]]).at(0), ShapeError, 'Tensor.at: expected 2 indices for [1, 2], received 1.'],
    [() => tensor([[1, 2]]).at(0, 2), ValueError, 'Tensor.at: expected an index from -2 to 1 for axis 1, received 2.'],
    [
      () => tensor([[1, 2]]).at(0, 0.5),
      ValueError,
      'Tensor.at: expected an index from -2 to 1 for axis 1, received 0.5.',
    ],
    [
      () => tensor([[1, 2]]).at(bad('0'), 0),
      ValueError,
      'Tensor.at: expected an index from -1 to 0 for axis 0, received "0".',
    ],
    [
      () => tensor([1, 2]).item(),
      ShapeError,
      'Tensor.item: expected a tensor of one element, received [2]. For one of several, call at().',
    ],
    [() => tensor([1, 2]).slice(0.5), ValueError, 'Tensor.slice: expected whole row numbers, received 0.5.'],
    [
      () => tensor([1, 2]).slice(bad(undefined)),
      ValueError,
      'Tensor.slice: expected whole row numbers, received undefined.',
    ],
    [() => tensor(1).slice(0), ShapeError, 'Tensor.slice: expected at least one axis, received a single number.'],
    [
      () => tensor([1, 2, 3]).reshape([2, 2]),
      ShapeError,
      'Tensor.reshape: expected a shape of 3 elements, received [2, 2].',
    ],
    [
      () => tensor([1, 2, 3]).reshape([2, -1]),
      ShapeError,
      'Tensor.reshape: expected a shape of 3 elements, received [2, -1]. One length may be -1 where the others divide the number of elements.',
    ],
    [
      () => tensor([1, 2, 3]).reshape([-1, -1]),
      ShapeError,
      'Tensor.reshape: expected a shape of 3 elements, received [-1, -1]. One length may be -1 where the others divide the number of elements.',
    ],
    [
      () => tensor([1, 2, 3]).reshape(bad(3)),
      ShapeError,
      'Tensor.reshape: expected a shape such as [2, -1], received 3. Lengths go into one array.',
    ],
    [
      () => tensor([1]).astype(bad('int64')),
      DTypeError,
      `dtype: expected 'float32', 'float64', 'int32' or 'uint8', received "int64".`,
    ],
  ],
  operations: [
    [
      () => add([[1, 2, 3]], [[1, 2]]),
      ShapeError,
      'add: expected shapes that broadcast, received [1, 3] and [1, 2]. Aligned at their last axis, two lengths must be equal or one of them 1.',
    ],
    [() => add(bad('a'), [1]), DTypeError, 'add: expected numbers, received "a".'],
    [
      () => subtract([1, 2], [1, 2, 3]),
      ShapeError,
      'subtract: expected shapes that broadcast, received [2] and [3]. Aligned at their last axis, two lengths must be equal or one of them 1.',
    ],
    [
      () => dot([[1, 2]], [[1, 2]]),
      ShapeError,
      'dot: expected shapes [N, I] and [I, O], received [1, 2] and [1, 2]. The last axis of the first and the first axis of the second must have one length.',
    ],
    [
      () => dot(tensor(1), [1]),
      ShapeError,
      'dot: expected shapes [N, I] and [I, O], received [] and [1]. The last axis of the first and the first axis of the second must have one length.',
    ],
    [
      () => dot(zeros([2, 2, 2]), [1, 2]),
      ShapeError,
      'dot: expected shapes [N, I] and [I, O], received [2, 2, 2] and [2]. The last axis of the first and the first axis of the second must have one length.',
    ],
    [() => clip([1], NaN, 1), ValueError, 'clip: expected numbers min and max, received NaN and 1.'],
    [() => clip([1], 0, bad(undefined)), ValueError, 'clip: expected numbers min and max, received 0 and undefined.'],
    [
      () => exp([[1], [2, 3]]),
      ShapeError,
      'exp: expected nested arrays of shape [2, 1], received an array of 2 at [1]. Pad the short rows or leave them out.',
    ],
    [() => argmax([]), ShapeError, 'argmax: expected at least one element, received [0].'],
    [() => argmax([[1, 2]], { axis: 2 }), ValueError, 'argmax: expected an axis from -2 to 1, received 2.'],
    [() => argmax([[1, 2]], { axis: 0.5 }), ValueError, 'argmax: expected an axis from -2 to 1, received 0.5.'],
    [() => argmax([[1, 2]], bad(1)), ValueError, 'argmax: expected options { axis, keepDims }, received 1.'],
    [
      () => sum([[1, 2]], bad({ axes: 1 })),
      ValueError,
      'sum: expected options { axis, keepDims }, received the option "axes".',
    ],
    [() => sum(tensor(1), { axis: 0 }), ValueError, 'sum: expected no axis for a single number, received 0.'],
    [() => mean([]), ShapeError, 'mean: expected at least one element, received [0].'],
    [() => mean(zeros([0, 3]), { axis: 0 }), ShapeError, 'mean: expected at least one element, received [0, 3].'],
    [() => max([]), ShapeError, 'max: expected at least one element, received [0].'],
    [() => min(zeros([2, 0]), { axis: 1 }), ShapeError, 'min: expected at least one element, received [2, 0].'],
    [
      () => sum(tensor([2147483647, 1], 'int32')),
      ValueError,
      "sum: expected a total within int32, received a larger one. Sum x.astype('float64') instead.",
    ],
    [() => concat([]), ShapeError, 'concat: expected an array of one or more tensors, received [].'],
    [
      () => concat(bad(tensor([1]))),
      ShapeError,
      'concat: expected an array of one or more tensors, received a Tensor.',
    ],
    [
      () => concat([[1, 2], [[1, 2]]]),
      ShapeError,
      'concat: expected shapes that agree but for axis 0, received [2] and [1, 2].',
    ],
    [
      () => concat([[[1, 2]], [[1]]]),
      ShapeError,
      'concat: expected shapes that agree but for axis 0, received [1, 2] and [1, 1].',
    ],
    [() => concat([[1], [2]], 1), ValueError, 'concat: expected an axis from -1 to 0, received 1.'],
    [
      () => oneHot([0, 3], 3),
      ValueError,
      'oneHot: expected whole labels from 0 to 2, received 3 at sample 1. Labels count classes from 0.',
    ],
    [
      () => oneHot([0.5], 3),
      ValueError,
      'oneHot: expected whole labels from 0 to 2, received 0.5 at sample 0. Labels count classes from 0.',
    ],
    [
      () => oneHot([-1], 3),
      ValueError,
      'oneHot: expected whole labels from 0 to 2, received -1 at sample 0. Labels count classes from 0.',
    ],
    [() => oneHot([[0]], 3), ShapeError, 'oneHot: expected labels [N], received [1, 1].'],
    [() => oneHot([0], 0), ValueError, 'oneHot: expected classes to be a whole number, 1 or more, received 0.'],
    [
      () => oneHot([0], bad('3')),
      ValueError,
      'oneHot: expected classes to be a whole number, 1 or more, received "3".',
    ],
    [
      () => formatNumber(1, bad('int8')),
      DTypeError,
      `formatNumber: expected 'float32', 'float64', 'int32' or 'uint8', received "int8".`,
    ],
  ],
  layers: [
    [() => new Dense(0, 3), ValueError, 'Dense: expected nInputs to be a whole number, 1 or more, received 0.'],
    [
      () => new Dense(bad('2'), 3),
      ValueError,
      'Dense: expected nInputs to be a whole number, 1 or more, received "2".',
    ],
    [() => new Dense(2, NaN), ValueError, 'Dense: expected nNeurons to be a whole number, 1 or more, received NaN.'],
    [() => new Dense(2.5, 3), ValueError, 'Dense: expected nInputs to be a whole number, 1 or more, received 2.5.'],
    [
      () => new Dense(2, bad(undefined)),
      ValueError,
      'Dense: expected nNeurons to be a whole number, 1 or more, received undefined.',
    ],
    [
      () => new Dense(2, 3, bad({ initialiser: 1 })),
      ValueError,
      'Dense: expected options { weightRegularizerL1, weightRegularizerL2, biasRegularizerL1, biasRegularizerL2, useBias, initializer, random }, received the option "initialiser".',
    ],
    [
      () => new Dense(2, 3, { random: bad(7) }),
      ValueError,
      'Dense: expected random to be a RandomState, received 7. A seed becomes one: new RandomState(seed).',
    ],
    [
      () => new Dense(2, 3, { initializer: bad('xavier') }),
      ValueError,
      'Dense: expected initializer to be a function or one of glorotNormal, glorotUniform, heNormal, heUniform, received "xavier".',
    ],
    [
      () => new Dense(2, 3, { weightRegularizerL1: -1 }),
      ValueError,
      'Dense: expected weightRegularizerL1 to be a number, 0 or more, received -1.',
    ],
    [
      () => new Dense(2, 3, bad(0.01)),
      ValueError,
      'Dense: expected options { weightRegularizerL1, weightRegularizerL2, biasRegularizerL1, biasRegularizerL2, useBias, initializer, random }, received 0.01.',
    ],
    [
      () => new Dense(2, 64).forward(zeros([300, 3])),
      ShapeError,
      'Dense(2, 64).forward: expected inputs [N, 2], received [300, 3]. For these inputs the layer is new Dense(3, 64).',
    ],
    [
      () => new Dense(2, 64).forward([1, 2]),
      ShapeError,
      'Dense(2, 64).forward: expected inputs [N, 2], received [2]. Wrap a single sample in another array: [[...]].',
    ],
    [
      () => new Dense(2, 64).forward(zeros([2, 300])),
      ShapeError,
      'Dense(2, 64).forward: expected inputs [N, 2], received [2, 300]. Samples are rows: transpose the inputs.',
    ],
    [
      () => new Dense(2, 64).forward(zeros([3, 2, 4])),
      ShapeError,
      'Dense(2, 64).forward: expected inputs [N, 2], received [3, 2, 4]. For these inputs the layer is new Dense(4, 64).',
    ],
    [
      () => new Dense(2, 64).forward(zeros([0, 2])),
      ShapeError,
      'Dense(2, 64).forward: expected at least one sample, received inputs [0, 2].',
    ],
    [
      () => new Dense(2, 64).forward([[1, 2], [3]]),
      ShapeError,
      'Dense(2, 64).forward: expected nested arrays of shape [2, 2], received an array of 1 at [1]. Pad the short rows or leave them out.',
    ],
    [
      () => new Dense(2, 64).forward([[1, 2]], bad(true)),
      ValueError,
      'Dense(2, 64).forward: expected options { training }, received true.',
    ],
    [
      () => new Dense(2, 64).forward([[1, 2]], bad({ trainning: true })),
      ValueError,
      'Dense(2, 64).forward: expected options { training }, received the option "trainning".',
    ],
    [
      () => new Dense(2, 64).forward(bad(undefined)),
      DTypeError,
      'Dense(2, 64).forward: expected numbers, received undefined.',
    ],
    [() => new Dense(2, 64).output, NnfsError, 'Dense(2, 64).output: expected a call of forward first, received none.'],
    [() => new Dense(2, 64).inputs, NnfsError, 'Dense(2, 64).inputs: expected a call of forward first, received none.'],
    [
      () => new Dense(2, 64).dinputs,
      NnfsError,
      'Dense(2, 64).dinputs: expected a call of backward first, received none.',
    ],
    [
      () => new Dense(2, 64).backward([[1]]),
      NnfsError,
      'Dense(2, 64).backward: expected a call of forward first, received none.',
    ],
    [
      () => after([[1, 2]]).backward([[1, 2]]),
      ShapeError,
      'Dense(2, 3).backward: expected dvalues [1, 3], received [1, 2]. They have the shape of the output.',
    ],
    [
      () =>
        (dense().weights = [
          [1, 2],
          [3, 4],
          [5, 6],
        ]),
      ShapeError,
      'Dense(2, 3).weights: expected weights [2, 3], received [3, 2]. One column a neuron: transpose.',
    ],
    [() => (dense().weights = [1, 2]), ShapeError, 'Dense(2, 3).weights: expected weights [2, 3], received [2].'],
    [() => (dense().biases = [1, 2]), ShapeError, 'Dense(2, 3).biases: expected biases [1, 3], received [2].'],
    [
      () => (dense().biases = [[1], [2], [3]]),
      ShapeError,
      'Dense(2, 3).biases: expected biases [1, 3], received [3, 1]. One column a neuron: transpose.',
    ],
    [
      () =>
        (dense().weights = [
          [bad('a'), 1, 2],
          [1, 2, 3],
        ]),
      DTypeError,
      'Dense(2, 3).weights: expected numbers, received "a" at [0, 0].',
    ],
    [() => (dense().dbiases = [1]), ShapeError, 'Dense(2, 3).dbiases: expected dbiases [1, 3], received [1].'],
    [
      () => new Softmax().forward([1, 2]),
      ShapeError,
      'Softmax().forward: expected inputs [N, C], received [2]. Confidences are shared out among the C classes of a row.',
    ],
    [
      () => new Softmax().forward(zeros([2, 0])),
      ShapeError,
      'Softmax().forward: expected inputs [N, C], received [2, 0]. Confidences are shared out among the C classes of a row.',
    ],
    [() => new ReLU().forward([]), ShapeError, 'ReLU().forward: expected at least one sample, received inputs [0].'],
    [() => new ReLU().output, NnfsError, 'ReLU().output: expected a call of forward first, received none.'],
  ],
  'options of layers, losses and metrics': [
    [() => new Dropout(1), ValueError, 'Dropout: expected rate from 0 to below 1, received 1.'],
    [() => new Dropout(-0.1), ValueError, 'Dropout: expected rate from 0 to below 1, received -0.1.'],
    [() => new Dropout(bad('0.5')), ValueError, 'Dropout: expected rate from 0 to below 1, received "0.5".'],
    [
      () => new Dropout(0.5, bad({ seed: 0 })),
      ValueError,
      'Dropout: expected options { random }, received the option "seed".',
    ],
    [() => new ELU({ alpha: 0 }), ValueError, 'ELU: expected alpha above 0, received 0.'],
    [() => new ELU(bad(0.5)), ValueError, 'ELU: expected options { alpha }, received 0.5.'],
    [() => new LeakyReLU({ slope: -1 }), ValueError, 'LeakyReLU: expected slope of 0 or more, received -1.'],
    [
      () => new LeakyReLU(bad({ alpha: 1 })),
      ValueError,
      'LeakyReLU: expected options { slope }, received the option "alpha".',
    ],
    [() => new Huber({ delta: NaN }), ValueError, 'Huber: expected delta above 0, received NaN.'],
    [
      () => new BinaryAccuracy({ threshold: bad('0') }),
      ValueError,
      'BinaryAccuracy: expected threshold to be a finite number, received "0".',
    ],
    [
      () => new RegressionAccuracy({ precision: 0 }),
      ValueError,
      'RegressionAccuracy: expected precision above 0, received 0.',
    ],
  ],
  'losses and metrics': [
    [
      () => new CategoricalCrossentropy().forward([[0.5, 0.5]], [2]),
      ValueError,
      'CategoricalCrossentropy.forward: expected whole labels from 0 to 1, received 2 at sample 0. Labels count classes from 0.',
    ],
    [
      () => new CategoricalCrossentropy().forward([[0.5, 0.5]], [-1]),
      ValueError,
      'CategoricalCrossentropy.forward: expected whole labels from 0 to 1, received -1 at sample 0. Labels count classes from 0.',
    ],
    [
      () => new CategoricalCrossentropy().forward([[0.5, 0.5]], [0.5]),
      ValueError,
      'CategoricalCrossentropy.forward: expected whole labels from 0 to 1, received 0.5 at sample 0. Labels count classes from 0.',
    ],
    [
      () => new CategoricalCrossentropy().forward([[0.5, 0.5]], [NaN]),
      ValueError,
      'CategoricalCrossentropy.forward: expected whole labels from 0 to 1, received NaN at sample 0. Labels count classes from 0.',
    ],
    [
      () => new CategoricalCrossentropy().forward([[0.5, 0.5]], [Infinity]),
      ValueError,
      'CategoricalCrossentropy.forward: expected whole labels from 0 to 1, received Infinity at sample 0. Labels count classes from 0.',
    ],
    [
      () => new CategoricalCrossentropy().forward([[0.5, 0.5]], [0, 1]),
      ShapeError,
      'CategoricalCrossentropy.forward: expected labels [1] or one-hot rows [1, 2], received [2].',
    ],
    [
      () => new CategoricalCrossentropy().forward([[0.5, 0.5]], [[0, 0, 1]]),
      ShapeError,
      'CategoricalCrossentropy.forward: expected labels [1] or one-hot rows [1, 2], received [1, 3].',
    ],
    [
      () => new CategoricalCrossentropy().forward([[0.5, 0.5]], [[0]]),
      ShapeError,
      'CategoricalCrossentropy.forward: expected labels [1] or one-hot rows [1, 2], received [1, 1]. Reshape a column of labels to [N].',
    ],
    [
      () => new CategoricalCrossentropy().forward([[0.5, 0.5]], [[NaN, 1]]),
      ValueError,
      'CategoricalCrossentropy.forward: expected finite targets, received NaN at sample 0.',
    ],
    [
      () =>
        new CategoricalCrossentropy().calculate(
          [
            [0.5, 0.5],
            [0.5, 0.5],
          ],
          [
            [0, 1],
            [Infinity, 1],
          ],
        ),
      ValueError,
      'CategoricalCrossentropy.calculate: expected finite targets, received Infinity at sample 1.',
    ],
    [
      () => new CategoricalCrossentropy().calculate(zeros([0, 2]), []),
      ShapeError,
      'CategoricalCrossentropy.calculate: expected an output of at least one sample, received [0, 2].',
    ],
    [
      () => new CategoricalCrossentropy().calculate([], []),
      ShapeError,
      'CategoricalCrossentropy.calculate: expected an output of at least one sample, received [0].',
    ],
    [
      () => new CategoricalCrossentropy().calculate([0.5, 0.5], [0]),
      ShapeError,
      'CategoricalCrossentropy.calculate: expected confidences [N, C], received [2].',
    ],
    [
      () => new CategoricalCrossentropy().calculate([[0.5, 0.5]], bad(['0'])),
      DTypeError,
      'CategoricalCrossentropy.calculate: expected numbers, received "0" at [0].',
    ],
    [
      () => new CategoricalCrossentropy().calculate([[0.5, 0.5]], bad(undefined)),
      DTypeError,
      'CategoricalCrossentropy.calculate: expected numbers, received undefined.',
    ],
    [
      () => accuracy([[0.5, 0.5]], [2]),
      ValueError,
      'accuracy: expected whole labels from 0 to 1, received 2 at sample 0. Labels count classes from 0.',
    ],
    [
      () => accuracy([[0.5, 0.5]], [0.5]),
      ValueError,
      'accuracy: expected whole labels from 0 to 1, received 0.5 at sample 0. Labels count classes from 0.',
    ],
    [
      () => accuracy([[0.5, 0.5]], [0, 1]),
      ShapeError,
      'accuracy: expected labels [1] or one-hot rows [1, 2], received [2].',
    ],
    [
      () => accuracy([[0.5, 0.5]], [[0, 0, 1]]),
      ShapeError,
      'accuracy: expected labels [1] or one-hot rows [1, 2], received [1, 3].',
    ],
    [() => accuracy([], []), ShapeError, 'accuracy: expected predictions [N, C] or classes [N], received [0].'],
    [
      () => accuracy([0.3, 0.7], [0, 1]),
      ValueError,
      'accuracy: expected whole labels, 0 or more, received 0.3 at sample 0. Predictions [N] are classes; confidences are [N, C].',
    ],
    [
      () => accuracy([0, 1], [0, NaN]),
      ValueError,
      'accuracy: expected whole labels, 0 or more, received NaN at sample 1. Labels count classes from 0.',
    ],
    [
      () => accuracy([0, 1], [0, 1, 2]),
      ShapeError,
      'accuracy: expected labels [2] or one-hot rows [2, C], received [3].',
    ],
    [
      () => accuracy([0, 1], [[1, 0]]),
      ShapeError,
      'accuracy: expected labels [2] or one-hot rows [2, 2], received [1, 2].',
    ],
    [
      () => accuracy([[[1]]], [0]),
      ShapeError,
      'accuracy: expected predictions [N, C] or classes [N], received [1, 1, 1].',
    ],
  ],
  'datasets and the session': [
    [
      () => spiralData({ samples: 0 }),
      ValueError,
      'spiralData: expected samples to be a whole number, 1 or more, received 0.',
    ],
    [
      () => spiralData({ samples: -1 }),
      ValueError,
      'spiralData: expected samples to be a whole number, 1 or more, received -1.',
    ],
    [
      () => spiralData({ samples: 1.5 }),
      ValueError,
      'spiralData: expected samples to be a whole number, 1 or more, received 1.5.',
    ],
    [
      () => spiralData({ samples: NaN }),
      ValueError,
      'spiralData: expected samples to be a whole number, 1 or more, received NaN.',
    ],
    [
      () => spiralData({ samples: bad('100') }),
      ValueError,
      'spiralData: expected samples to be a whole number, 1 or more, received "100".',
    ],
    [
      () => spiralData({ classes: 0 }),
      ValueError,
      'spiralData: expected classes to be a whole number, 1 or more, received 0.',
    ],
    [
      () => spiralData({ classes: Infinity }),
      ValueError,
      'spiralData: expected classes to be a whole number, 1 or more, received Infinity.',
    ],
    [
      () => spiralData({ classes: bad(null) }),
      ValueError,
      'spiralData: expected classes to be a whole number, 1 or more, received null.',
    ],
    [
      () => spiralData(bad({ sample: 100 })),
      ValueError,
      'spiralData: expected options { samples, classes, random }, received the option "sample".',
    ],
    [
      () => spiralData(bad(100)),
      ValueError,
      'spiralData: expected options { samples, classes, random }, received 100.',
    ],
    [
      () => spiralData({ random: bad(0) }),
      ValueError,
      'spiralData: expected random to be a RandomState, received 0. A seed becomes one: new RandomState(seed).',
    ],
    [
      () => spiralData({ random: bad({}) }),
      ValueError,
      'spiralData: expected random to be a RandomState, received an object. A seed becomes one: new RandomState(seed).',
    ],
    [
      () => spiralData({ samples: 1e15 }),
      ValueError,
      'Tensor: expected a size that fits into memory, received 6000000000000000 elements of float32.',
    ],
    [
      () => verticalData({ samples: 0 }),
      ValueError,
      'verticalData: expected samples to be a whole number, 1 or more, received 0.',
    ],
    [
      () => verticalData(bad({ noise: 1 })),
      ValueError,
      'verticalData: expected options { samples, classes, random }, received the option "noise".',
    ],
    [
      () => sineData({ samples: 0 }),
      ValueError,
      'sineData: expected samples to be a whole number, 1 or more, received 0.',
    ],
    [
      () => sineData(bad({ classes: 3 })),
      ValueError,
      'sineData: expected options { samples, dtype }, received the option "classes".',
    ],
    [
      () => sineData({ dtype: bad('int32') }),
      DTypeError,
      `sineData: expected dtype 'float32' or 'float64', received "int32".`,
    ],
    [
      () => init(bad({ seeds: 1 })),
      ValueError,
      'init: expected options { seed, dotPrecision }, received the option "seeds".',
    ],
    [
      () => init({ dotPrecision: bad('float16') }),
      ValueError,
      `init: expected dotPrecision 'float32' or 'float64', received "float16".`,
    ],
    [
      () => init({ seed: -1 }),
      ValueError,
      'RandomState.seed: expected a seed from 0 to 2^32 - 1, a non-empty array of such, or a string, received -1. Seed with its text instead: String(seed) may be any text.',
    ],
    [
      () => init({ seed: 1.5 }),
      ValueError,
      'RandomState.seed: expected a seed from 0 to 2^32 - 1, a non-empty array of such, or a string, received 1.5. Seed with its text instead: String(seed) may be any text.',
    ],
    [
      () => init({ seed: bad({}) }),
      ValueError,
      'RandomState.seed: expected a seed from 0 to 2^32 - 1, a non-empty array of such, or a string, received an object.',
    ],
    [() => init(bad(0)), ValueError, 'init: expected options { seed, dotPrecision }, received 0.'],
  ],
};

describe.each(Object.entries(rows))('%s', (_, table) => {
  it.each(table.map(([call, kind, message]) => ({ call, kind, message })))('$message', ({ call, kind, message }) => {
    expect(call).toThrow(message);
    try {
      call();
    } catch (error) {
      if (!(error instanceof NnfsError)) throw error;
      expect(error.message).toBe(message);
      expect(error.constructor).toBe(kind);
      expect(error.name).toBe(kind.name);
      const { where, expected, received, hint } = error;
      expect(`${where}: expected ${expected}, received ${received}.${hint && ` ${hint}`}`).toBe(message);
    }
  });
});
