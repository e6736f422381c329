/** A training loop of your own: layers, loss and optimizer, with batches, clipped gradients and a rate that warms up and cools down. */
import {
  Adam,
  Dense,
  ReLU,
  SoftmaxCategoricalCrossentropy,
  accuracy,
  cosineDecay,
  init,
  random,
  spiralData,
  takeRows,
  warmup,
} from 'nnfs';

init();
const { X, y } = spiralData({ samples: 200, classes: 3 });
const test = spiralData({ samples: 100, classes: 3 });

const dense1 = new Dense(2, 64, { initializer: 'heNormal' });
const activation1 = new ReLU();
const dense2 = new Dense(64, 3, { initializer: 'glorotNormal' });
const lossActivation = new SoftmaxCategoricalCrossentropy();

const [N, batchSize, epochs] = [y.size, 50, 100];
const steps = (epochs * N) / batchSize;
const optimizer = new Adam({
  learningRate: warmup({ steps: 20, then: cosineDecay({ rate: 0.05, steps }) }),
  clipNorm: 1,
});

for (let epoch = 0; epoch < epochs; epoch++) {
  const order = random.permutation(N);
  let sum = 0;
  for (let begin = 0; begin < N; begin += batchSize) {
    const rows = order.slice(begin, begin + batchSize);
    const [inputs, targets] = [takeRows(X, rows), takeRows(y, rows)];

    sum += lossActivation.forward(dense2.forward(activation1.forward(dense1.forward(inputs))), targets);
    const dvalues = lossActivation.backward(lossActivation.output, targets);
    dense1.backward(activation1.backward(dense2.backward(dvalues)));
    optimizer.update([dense1, dense2]);
  }
  if (epoch % 25 === 24) {
    const rate = optimizer.currentLearningRate.toFixed(4);
    console.log(`epoch ${epoch}: loss ${((sum * batchSize) / N).toFixed(3)}, learning rate ${rate}`);
  }
}

lossActivation.forward(dense2.forward(activation1.forward(dense1.forward(test.X))), test.y);
console.log('test accuracy:', accuracy(lossActivation.output, test.y).toFixed(3));

// Prints:
// epoch 24: loss 0.795, learning rate 0.0427
// epoch 49: loss 0.614, learning rate 0.0251
// epoch 74: loss 0.522, learning rate 0.0074
// epoch 99: loss 0.505, learning rate 0.0000
// test accuracy: 0.757
