/** Chapter 16: yes or no. The network ends in logits; the loss takes sigmoid and cross-entropy as one. */
import {
  Adam,
  BinaryAccuracy,
  Dense,
  Linear,
  Model,
  ReLU,
  Sigmoid,
  SigmoidBinaryCrossentropy,
  init,
  spiralData,
  takeRows,
} from 'nnfs';

init();
const { X, y } = spiralData({ samples: 100, classes: 2 });
const targets = y.reshape([200, 1]); // a column: one question for each sample

const model = new Model([new Dense(2, 64, { initializer: 'heNormal' }), new ReLU(), new Dense(64, 1), new Linear()]);
model.set({
  loss: new SigmoidBinaryCrossentropy(),
  optimizer: new Adam({ learningRate: 0.02 }),
  accuracy: new BinaryAccuracy({ threshold: 0 }), // a logit above 0 is a confidence above one half
});
await model.train(X, targets, { epochs: 401, printEvery: 100 });

const outer = takeRows(X, [98, 99, 198, 199]); // the outermost points of each arm
console.log(new Sigmoid().forward(model.predict(outer)));

// Prints:
// epoch: 0, acc: 0.500, loss: 0.694, lr: 0.02
// epoch: 100, acc: 0.840, loss: 0.423, lr: 0.02
// epoch: 200, acc: 0.895, loss: 0.284, lr: 0.02
// epoch: 300, acc: 0.915, loss: 0.242, lr: 0.02
// epoch: 400, acc: 0.925, loss: 0.224, lr: 0.02
// [[3.9756330e-07]
//  [1.0165179e-06]
//  [1.9301988e-01]
//  [9.4440699e-01]]
