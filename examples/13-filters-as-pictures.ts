/** After the book: what filters have learnt, drawn as pictures. The task is to tell in which direction stripes run. */
import {
  Adam,
  CategoricalCrossentropy,
  Conv2D,
  Dense,
  GlobalMaxPooling2D,
  Model,
  RandomState,
  ReLU,
  Softmax,
  Tensor,
  argmax,
  init,
} from 'nnfs';

const SIDE = 12;
const DIRECTIONS = ['-', '/', '|', '\\'];

/** N pictures [N, 12, 12, 1] of stripes, of any width, in noise. */
function stripes(N: number, random: RandomState): { X: Tensor<'float32'>; y: Tensor<'int32'> } {
  const X = new Tensor('float32', [N, SIDE, SIDE, 1]);
  const y = random.randint(0, DIRECTIONS.length, [N]);
  for (let n = 0; n < N; n++) {
    const [dx, dy] = (
      [
        [0, 1],
        [1, 1],
        [1, 0],
        [1, -1],
      ] as const
    )[y.data[n]!]!; // across the stripes
    const [phase, pace] = [random.uniform(0, 2 * Math.PI), random.uniform(1.2, 1.8) / Math.hypot(dx, dy)];
    for (let i = 0; i < SIDE * SIDE; i++) {
      const across = dx * (i % SIDE) + dy * Math.floor(i / SIDE);
      X.data[n * SIDE * SIDE + i] = Math.sin(pace * across + phase) + 0.5 * random.randn();
    }
  }
  return { X, y };
}

init();
const training = stripes(600, new RandomState(1));
const test = stripes(400, new RandomState(2));
const [filters, size] = [8, 5];
const conv = new Conv2D(1, filters, size, { weightRegularizerL2: 0.01 }); // small weights make smooth pictures
const answer = new Dense(filters, DIRECTIONS.length);
const model = new Model([conv, new ReLU(), new GlobalMaxPooling2D(), answer, new Softmax()]);
model.set({ loss: new CategoricalCrossentropy(), optimizer: new Adam({ learningRate: 0.005 }) });
await model.train(training.X, training.y, { epochs: 30, batchSize: 50, shuffle: true });
console.log(`unseen stripes: ${(100 * model.evaluate(test.X, test.y).accuracy).toFixed(1)} % right`);

/** The weights of a filter as rows of text: `#` and `+` want light, `=` and `-` want dark. */
function drawn(filter: number): string[] {
  const weights = Array.from({ length: size * size }, (_, i) =>
    conv.weights.at(Math.floor(i / size), i % size, 0, filter),
  );
  const largest = Math.max(...weights.map(Math.abs));
  const marks = weights.map((weight) => '=-.+#'[Math.round((2 * weight) / largest) + 2]!);
  return Array.from({ length: size }, (_, row) => marks.slice(row * size, (row + 1) * size).join(' '));
}

const pictures = Array.from({ length: filters }, (_, filter) => drawn(filter));
const votes = argmax(answer.weights, { axis: 1 }); // the direction that a filter speaks for most
for (let first = 0; first < filters; first += 4) {
  const some = [0, 1, 2, 3].map((i) => first + i);
  console.log();
  console.log(
    some
      .map((filter) => `for ${DIRECTIONS[votes.at(filter)]}`.padEnd(2 * size - 1))
      .join('    ')
      .trimEnd(),
  );
  for (let row = 0; row < size; row++) console.log(some.map((filter) => pictures[filter]![row]).join('    '));
}

// Prints:
// unseen stripes: 100.0 % right
//
// for /        for /        for /        for -
// + . - - .    - + + . =    . - - + #    + # + + +
// - = = - .    + + . = -    - - . # #    = - - - =
// = - . + +    + - = - .    - . + + .    = = - = =
// . + # # +    . - - . +    . # + - =    + + + + +
// + + + . -    = - . + .    # # . - -    # # + # #
//
// for \        for \        for |        for |
// + # + - -    # # . = -    = . + . -    = . # + -
// - + # + -    + # + - =    = . # + -    - - # . -
// = . + # +    - . + . .    = . # . =    - - + . -
// - - . + #    = = . # #    - . # . =    - - + + -
// + - = - +    . = - + #    - + # . =    = - # + -
