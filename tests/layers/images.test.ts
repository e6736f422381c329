/** Layers of images: what they refuse, and what a model tells of them. */
import { describe, expect, it } from 'vitest';
import {
  AveragePooling1D,
  Conv1D,
  Conv2D,
  Dense,
  Flatten,
  GlobalAveragePooling1D,
  GlobalAveragePooling2D,
  MaxPooling2D,
  Model,
  RandomState,
  ReLU,
  Reshape,
  Softmax,
  arange,
  zeros,
} from 'nnfs';

describe('what is wrong', () => {
  it.each<[string, () => unknown]>([
    [
      'Conv2D: expected kernelSize to be a whole number, 1 or more, or two of them, received [3, 0].',
      () => new Conv2D(1, 2, [3, 0]),
    ],
    ['Conv2D: expected filters to be a whole number, 1 or more, received 1.5.', () => new Conv2D(1, 1.5, 3)],
    [
      "Conv2D: expected padding to be 'valid', 'same', a whole number, or [[above, below], [left, right]], received \"causal\".",
      () => new Conv2D(1, 2, 3, { padding: 'causal' as never }),
    ],
    [
      "Conv1D: expected padding to be 'valid', 'same', 'causal', a whole number, or [before, after], received -1.",
      () => new Conv1D(1, 2, 3, { padding: -1 }),
    ],
    [
      'Conv2D: expected options { weightRegularizerL1, weightRegularizerL2, biasRegularizerL1, biasRegularizerL2, useBias, initializer, random, strides, padding, dilation }, received the option "stride".',
      () => new Conv2D(1, 2, 3, { stride: 2 } as never),
    ],
    [
      'Conv2D(3, 8, 3).forward: expected inputs [N, H, W, 3], received [5, 3, 28, 28]. Channels come last: transpose the inputs.',
      () => new Conv2D(3, 8, 3).forward(zeros([5, 3, 28, 28])),
    ],
    [
      'Conv2D(1, 8, 3).forward: expected inputs [N, H, W, 1], received [5, 28, 28]. Give each number an axis of its own: reshape the inputs.',
      () => new Conv2D(1, 8, 3).forward(zeros([5, 28, 28])),
    ],
    [
      'Conv2D(1, 8, 3).forward: expected inputs [N, H, W, 1], received [5, 784]. Begin with a Reshape layer.',
      () => new Conv2D(1, 8, 3).forward(zeros([5, 784])),
    ],
    [
      "Conv2D(1, 8, [3, 5], { dilation: 2 }).forward: expected inputs of at least 5 x 9 pixels, received [2, 8, 8, 1]. Use padding: 'same', or smaller windows.",
      () => new Conv2D(1, 8, [3, 5], { dilation: 2 }).forward(zeros([2, 8, 8, 1])),
    ],
    [
      "Conv1D(1, 8, 3).forward: expected inputs of at least 3 steps, received [2, 2, 1]. Use padding: 'same', or smaller windows.",
      () => new Conv1D(1, 8, 3).forward(zeros([2, 2, 1])),
    ],
    [
      'MaxPooling2D: expected options { strides, padding }, received the option "size".',
      () => new MaxPooling2D(2, { size: 2 } as never),
    ],
    [
      'MaxPooling2D: expected padding to be one of valid, same, received 1.',
      () => new MaxPooling2D(2, { padding: 1 as never }),
    ],
    [
      'AveragePooling1D: expected poolSize to be a whole number, 1 or more, received [2, 2].',
      () => new AveragePooling1D([2, 2] as never),
    ],
    [
      'MaxPooling2D(2).forward: expected inputs [N, H, W, C], received [4, 6].',
      () => new MaxPooling2D().forward(zeros([4, 6])),
    ],
    [
      'GlobalAveragePooling2D().forward: expected inputs [N, H, W, C], received [4, 6, 2].',
      () => new GlobalAveragePooling2D().forward(zeros([4, 6, 2])),
    ],
    [
      'Reshape: expected shape to be the lengths of a sample, as [28, 28, 1], received [28, -1].',
      () => new Reshape([28, -1]),
    ],
    [
      'Reshape([2, 3]).forward: expected samples of 6 elements, received inputs [4, 5].',
      () => new Reshape([2, 3]).forward(zeros([4, 5])),
    ],
    ['Flatten().forward: expected inputs [N, ...], received [].', () => new Flatten().forward(3 as never)],
  ])('%s', (message, call) => {
    expect(call).toThrow(message);
  });
});

describe('a model', () => {
  const random = new RandomState(0);
  const image = () => [
    new Conv2D(1, 8, 3, { random }),
    new ReLU(),
    new MaxPooling2D(2),
    new Flatten(),
    new Dense(72, 10, { random }),
    new Softmax(),
  ];

  it('of images tells no shapes before it has seen one, and all where it begins with a Reshape', () => {
    expect(new Model(image()).summary()).toBe(
      [
        'layer               output  parameters',
        '--------------------------------------',
        '0  Conv2D(1, 8, 3)                  80',
        '1  ReLU()                            0',
        '2  MaxPooling2D(2)                   0',
        '3  Flatten()                         0',
        '4  Dense(72, 10)                   730',
        '5  Softmax()                         0',
        'total parameters: 810',
      ].join('\n'),
    );
    expect(new Model([new Reshape([8, 8, 1]), ...image()]).summary()).toBe(
      [
        'layer                  output        parameters',
        '-----------------------------------------------',
        '0  Reshape([8, 8, 1])  [N, 8, 8, 1]           0',
        '1  Conv2D(1, 8, 3)     [N, 6, 6, 8]          80',
        '2  ReLU()              [N, 6, 6, 8]           0',
        '3  MaxPooling2D(2)     [N, 3, 3, 8]           0',
        '4  Flatten()           [N, 72]                0',
        '5  Dense(72, 10)       [N, 10]              730',
        '6  Softmax()           [N, 10]                0',
        'total parameters: 810',
      ].join('\n'),
    );
  });

  it('says where shapes do not fit, at once where it begins with a Reshape', () => {
    const wrong = [new Conv2D(1, 8, 3, { random }), new Flatten(), new Dense(9, 2, { random })];
    const message = 'layer 3, Dense(9, 2): expected inputs [N, 9], received [1, 288].';
    expect(() => new Model([new Reshape([8, 8, 1]), ...wrong])).toThrow(message);
    const model = new Model(wrong);
    expect(() => model.predict(zeros([1, 8, 8, 1]))).toThrow(
      'layer 2, Dense(9, 2): expected inputs [N, 9], received [1, 288].',
    );
  });

  it('of sequences may begin with layers that work along the last axis', () => {
    const model = new Model([new Dense(3, 5, { random }), new GlobalAveragePooling1D(), new Dense(5, 2, { random })]);
    expect(model.predict(zeros([4, 7, 3])).shape).toEqual([4, 2]);
    const flat = new Model([new Dense(3, 5, { random }), new Flatten(), new Dense(35, 2, { random })]);
    expect(flat.predict(zeros([4, 7, 3])).shape).toEqual([4, 2]);
  });
});

it('images are flattened channels last', () => {
  const inputs = arange(12).reshape([1, 2, 2, 3]);
  expect([...new Flatten().forward(inputs).data]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(new Reshape([2, 2, 3]).forward(new Flatten().forward(inputs)).toArray()).toEqual(inputs.toArray());
});
