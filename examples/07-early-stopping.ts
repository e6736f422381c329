/** Chapters 11 and 12: stop when the held-back data no longer profit, and keep the best parameters. */
import { Adam, CategoricalCrossentropy, Dense, Model, ReLU, Softmax, earlyStopping, init, spiralData } from 'nnfs';

init();
const { X, y } = spiralData({ samples: 50, classes: 3 });
const validationData = spiralData({ samples: 50, classes: 3 });

const model = new Model([new Dense(2, 64), new ReLU(), new Dense(64, 3), new Softmax()]);
model.set({ loss: new CategoricalCrossentropy(), optimizer: new Adam({ learningRate: 0.05 }) });
const { epochs, stopReason } = await model.train(X, y, {
  epochs: 2000,
  validationData,
  callbacks: [earlyStopping({ monitor: 'validationLoss', patience: 100 })],
});

const best = Math.min(...epochs.map(({ validationLoss = Infinity }) => validationLoss));
console.log(stopReason, 'after', epochs.length, 'epochs');
console.log('training loss:     ', epochs.at(-1)?.loss.toFixed(3));
console.log('validation loss:   ', epochs.at(-1)?.validationLoss?.toFixed(3));
console.log('lowest of them all:', best.toFixed(3));
console.log('restored:          ', model.evaluate(validationData.X, validationData.y).loss.toFixed(3));

// Prints:
// stopped after 807 epochs
// training loss:      0.182
// validation loss:    0.814
// lowest of them all: 0.784
// restored:           0.784
