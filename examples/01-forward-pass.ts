/** Chapter 5: 300 points on three spirals through an untrained network, its loss and its accuracy. */
import { CategoricalCrossentropy, Dense, ReLU, Softmax, accuracy, formatNumber, init, spiralData } from 'nnfs';

init(); // the book's nnfs.init(): seed 0, dot products in float64
const { X, y } = spiralData({ samples: 100, classes: 3 }); // [300, 2] and [300]

const dense1 = new Dense(2, 3);
const activation1 = new ReLU();
const dense2 = new Dense(3, 3);
const activation2 = new Softmax();

dense1.forward(X);
activation1.forward(dense1.output);
dense2.forward(activation1.output);
const output = activation2.forward(dense2.output); // [300, 3]

const loss = new CategoricalCrossentropy().calculate(output, y);
console.log(output.slice(0, 5));
console.log('loss:', formatNumber(loss, 'float32'));
console.log('acc:', accuracy(output, y));

// Prints:
// [[0.33333334 0.33333334 0.33333334]
//  [0.3333332  0.3333332  0.33333364]
//  [0.3333329  0.33333293 0.3333342 ]
//  [0.3333326  0.33333263 0.33333477]
//  [0.33333233 0.3333324  0.33333528]]
// loss: 1.0986104
// acc: 0.34
