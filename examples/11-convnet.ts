/** After the book: a small convnet that reads digits. They are drawn here, at any place, in any size and slant, with noise. */
import {
  Adam,
  CategoricalCrossentropy,
  Conv2D,
  Dense,
  Flatten,
  MaxPooling2D,
  Model,
  RandomState,
  ReLU,
  Reshape,
  Softmax,
  Tensor,
  confusionMatrix,
  init,
} from 'nnfs';

/** Three columns and five rows of dots for each digit, row by row. */
const FONT = [
  '####.##.##.####',
  '.#.##..#..#.###',
  '###..#####..###',
  '###..####..####',
  '#.##.####..#..#',
  '####..###..####',
  '####..####.####',
  '###..#.#.#..#..',
  '####.#####.####',
  '####.####..####',
];
const SIDE = 16;

/** N pictures as rows of 16 · 16 pixels, 0 is dark and 1 is bright. */
function digits(N: number, random: RandomState): { X: Tensor<'float32'>; y: Tensor<'int32'> } {
  const X = new Tensor('float32', [N, SIDE * SIDE]);
  const y = random.randint(0, 10, [N]);
  for (let n = 0; n < N; n++) {
    const [width, height] = [random.uniform(6, 10), random.uniform(9, 13)];
    const [left, top] = [random.uniform(1, SIDE - 2 - width), random.uniform(1, SIDE - 1 - height)];
    const [slant, light] = [random.uniform(-0.2, 0.2), random.uniform(0.5, 1)];
    for (let i = 0; i < SIDE * SIDE; i++) {
      const [row, column] = [Math.floor(i / SIDE), i % SIDE];
      const v = Math.floor((5 * (row - top)) / height);
      const u = Math.floor((3 * (column - left + slant * (row - SIDE / 2))) / width);
      const lit = u >= 0 && u < 3 && v >= 0 && v < 5 && FONT[y.data[n]!]![3 * v + u] === '#';
      X.data[n * SIDE * SIDE + i] = (lit ? light : 0) + 0.15 * random.randn();
    }
  }
  return { X, y };
}

const training = digits(1500, new RandomState(1));
const test = digits(500, new RandomState(2));

init();
const he = { initializer: 'heNormal' } as const;
const model = new Model([
  new Reshape([SIDE, SIDE, 1]),
  new Conv2D(1, 8, 3, { padding: 'same', ...he }),
  new ReLU(),
  new MaxPooling2D(2),
  new Conv2D(8, 16, 3, he),
  new ReLU(),
  new MaxPooling2D(2),
  new Flatten(),
  new Dense(144, 10),
  new Softmax(),
]);
model.set({ loss: new CategoricalCrossentropy(), optimizer: new Adam({ learningRate: 0.005 }) });
console.log(model.summary());
const validationData = [test.X, test.y] as const;
await model.train(training.X, training.y, { epochs: 9, batchSize: 32, shuffle: true, printEvery: 2, validationData });
console.log(confusionMatrix(model.classes(test.X), test.y)); // rows: as they are; columns: as predicted

const picture = test.X.slice(0, 1);
for (let begin = 0; begin < picture.size; begin += SIDE) {
  const row = picture.data.subarray(begin, begin + SIDE);
  const shades = Array.from(row, (x) => ' .:*#'[Math.max(0, Math.min(4, Math.round(4 * x)))]);
  console.log(shades.join('').trimEnd());
}
console.log('read as', model.classes(picture).item());

// Prints:
// layer                                    output          parameters
// -------------------------------------------------------------------
// 0  Reshape([16, 16, 1])                  [N, 16, 16, 1]           0
// 1  Conv2D(1, 8, 3, { padding: 'same' })  [N, 16, 16, 8]          80
// 2  ReLU()                                [N, 16, 16, 8]           0
// 3  MaxPooling2D(2)                       [N, 8, 8, 8]             0
// 4  Conv2D(8, 16, 3)                      [N, 6, 6, 16]        1,168
// 5  ReLU()                                [N, 6, 6, 16]            0
// 6  MaxPooling2D(2)                       [N, 3, 3, 16]            0
// 7  Flatten()                             [N, 144]                 0
// 8  Dense(144, 10)                        [N, 10]              1,450
// 9  Softmax()                             [N, 10]                  0
// total parameters: 2,698
// epoch: 0, acc: 0.483, loss: 1.674, lr: 0.005
// epoch: 2, acc: 0.917, loss: 0.289, lr: 0.005
// epoch: 4, acc: 0.968, loss: 0.112, lr: 0.005
// epoch: 6, acc: 0.987, loss: 0.064, lr: 0.005
// epoch: 8, acc: 0.989, loss: 0.044, lr: 0.005
// validation, acc: 0.940, loss: 0.208
// [[49  0  0  0  0  0  0  0  0  0]
//  [ 1 49  3  0  1  0  0  0  0  0]
//  [ 0  0 47  2  0  1  2  0  0  0]
//  [ 0  0  1 46  0  0  0  0  0  0]
//  [ 1  0  0  0 39  0  0  0  0  0]
//  [ 0  0  0  3  0 55  2  0  0  1]
//  [ 0  0  1  0  0  0 57  0  1  0]
//  [ 0  0  0  0  0  0  0 38  0  0]
//  [ 2  0  0  0  0  0  1  0 44  0]
//  [ 0  0  2  1  0  1  1  1  1 46]]
//  .    .
// .  .    . .    :
// .     ..    .
//    #*:*:::*:  ..
// ...*:::*:*::
//   .:*:.  :::.
//    :::.  *::  .
//    *:.   *#::
//     ::*.*:::*.
//     ..::*.:*:
//  .  :*:   **: .
//    .:.: . .::
//     *:*   :::
// .   .*:::*:*:.
//    . .:.**:::*
//       .    .
// read as 8
