/** Chapter 10: Adam learns the spirals. These are the first lines of the book's run; 10,001 epochs end at 0.967. */
import { Adam, CategoricalCrossentropy, Dense, Model, ReLU, Softmax, init, spiralData } from 'nnfs';

init();
const { X, y } = spiralData({ samples: 100, classes: 3 });

const model = new Model([new Dense(2, 64), new ReLU(), new Dense(64, 3), new Softmax()]);
model.set({ loss: new CategoricalCrossentropy(), optimizer: new Adam({ learningRate: 0.05, decay: 5e-7 }) });

await model.train(X, y, { epochs: 501, printEvery: 100 });

// Prints:
// epoch: 0, acc: 0.360, loss: 1.099, lr: 0.05
// epoch: 100, acc: 0.670, loss: 0.705, lr: 0.04999752512250644
// epoch: 200, acc: 0.797, loss: 0.522, lr: 0.04999502549496326
// epoch: 300, acc: 0.847, loss: 0.430, lr: 0.049992526117345455
// epoch: 400, acc: 0.887, loss: 0.344, lr: 0.04999002698961558
// epoch: 500, acc: 0.910, loss: 0.303, lr: 0.049987528111736124
