/** Chapter 17: a network draws a sine. */
import { Adam, Dense, Linear, MeanSquaredError, Model, ReLU, init, sineData } from 'nnfs';

init();
const { X, y } = sineData({ samples: 50, dtype: 'float32' }); // [50, 1] each

const initializer = 'glorotUniform';
const model = new Model([
  new Dense(1, 32, { initializer }),
  new ReLU(),
  new Dense(32, 32, { initializer }),
  new ReLU(),
  new Dense(32, 1, { initializer }),
  new Linear(),
]);
model.set({ loss: new MeanSquaredError(), optimizer: new Adam({ learningRate: 0.005, decay: 1e-3 }) });
await model.train(X, y, { epochs: 401 });

console.log('loss:', model.evaluate(X, y).loss.toFixed(5));
for (const x of [0, 0.125, 0.25, 0.5, 0.75]) {
  console.log(
    `sin(2 pi * ${x}) = ${model
      .predict([[x]])
      .item()
      .toFixed(2)}`,
  );
}

// Prints:
// loss: 0.00008
// sin(2 pi * 0) = 0.00
// sin(2 pi * 0.125) = 0.70
// sin(2 pi * 0.25) = 1.00
// sin(2 pi * 0.5) = -0.00
// sin(2 pi * 0.75) = -0.99
