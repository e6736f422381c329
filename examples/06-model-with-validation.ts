/** Chapters 18 to 20: batches, a part held back for validation, the course of training, the kinds of mistakes. */
import { Adam, CategoricalCrossentropy, Dense, Model, ReLU, Softmax, blobsData, confusionMatrix, init } from 'nnfs';

init();
const { X, y } = blobsData({ samples: 200, classes: 4, noise: 0.15 });

const model = new Model([new Dense(2, 16, { initializer: 'heNormal' }), new ReLU(), new Dense(16, 4), new Softmax()]);
model.set({ loss: new CategoricalCrossentropy(), optimizer: new Adam({ learningRate: 0.01 }) });
console.log(model.summary());

const { epochs } = await model.train(X, y, { epochs: 20, batchSize: 32, shuffle: true, validationSplit: 0.25 });
for (const { epoch, loss, validationLoss, validationAccuracy } of epochs) {
  if (epoch % 5 !== 4) continue;
  const validation = `validation ${validationLoss?.toFixed(3)}, accuracy ${validationAccuracy?.toFixed(3)}`;
  console.log(`epoch ${epoch}: loss ${loss.toFixed(3)}, ${validation}`);
}
console.log(confusionMatrix(model.classes(X), y)); // rows: as they are; columns: as predicted

// Prints:
// layer            output   parameters
// ------------------------------------
// 0  Dense(2, 16)  [N, 16]          48
// 1  ReLU()        [N, 16]           0
// 2  Dense(16, 4)  [N, 4]           68
// 3  Softmax()     [N, 4]            0
// total parameters: 116
// epoch 4: loss 0.608, validation 0.572, accuracy 0.780
// epoch 9: loss 0.519, validation 0.495, accuracy 0.790
// epoch 14: loss 0.501, validation 0.493, accuracy 0.790
// epoch 19: loss 0.495, validation 0.492, accuracy 0.785
// [[133  23  33  11]
//  [ 14 177   9   0]
//  [ 35  18 143   4]
//  [ 18   0   6 176]]
