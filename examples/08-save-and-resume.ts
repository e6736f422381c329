/** Chapter 21: training that is interrupted, saved and resumed ends in the same bits as training in one go. */
import { Adam, CategoricalCrossentropy, Dense, Dropout, Model, ReLU, Softmax, init, spiralData } from 'nnfs';

function begin() {
  init();
  const data = spiralData({ samples: 100, classes: 3 });
  const model = new Model([new Dense(2, 32), new ReLU(), new Dropout(0.1), new Dense(32, 3), new Softmax()]);
  model.set({ loss: new CategoricalCrossentropy(), optimizer: new Adam({ learningRate: 0.02 }) });
  return { model, data };
}

const options = { batchSize: 64, shuffle: true };
const whole = begin();
await whole.model.train(whole.data.X, whole.data.y, { epochs: 40, ...options });

// The same again, but one run is stopped in the middle of epoch 17. Its bytes could go to a file: saveModel of 'nnfs/node'.
const { model, data } = begin();
let saved: Uint8Array = new Uint8Array();
for (const { epoch, step } of model.trainSteps(data.X, data.y, { epochs: 40, ...options })) {
  if (epoch < 17 || step < 2) continue;
  saved = model.toBytes({ training: true });
  break;
}

const resumed = Model.fromBytes(saved);
console.log(`goes on in epoch ${resumed.progress?.epoch}, with ${resumed.progress?.step} of its steps done`);
await resumed.train(data.X, data.y, { epochs: 23, ...options });

const [a, b] = [whole.model.getParameters(), resumed.getParameters()];
console.log('equal to the last bit:', a.join() === b.join());

// Prints:
// goes on in epoch 17, with 3 of its steps done
// equal to the last bit: true
