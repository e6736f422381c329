/** A layer of your own: a ReLU that learns, for each input, how much of the negative side to let through. */
import {
  Adam,
  CategoricalCrossentropy,
  Dense,
  Layer,
  Model,
  Parameter,
  Softmax,
  full,
  gradientCheck,
  init,
  random,
  spiralData,
  type BackwardPass,
  type ForwardPass,
} from 'nnfs';

/**
 *     output  = inputs where inputs > 0, else slopes * inputs           [N, I]
 *     dinputs = dvalues where inputs > 0, else slopes * dvalues         [N, I]
 *     dslopes = Σ_n inputs * dvalues where inputs <= 0                  [1, I]
 */
class PReLU extends Layer {
  override readonly kind = 'PReLU';
  override readonly parameters: readonly [slopes: Parameter];

  constructor(nInputs: number) {
    super();
    this.parameters = [new Parameter('slopes', full([1, nInputs], 0.25))];
  }

  override compute({ inputs, output }: ForwardPass): void {
    const [{ value: slopes }] = this.parameters;
    inputs.data.forEach((x, i) => (output.data[i] = x > 0 ? x : slopes.data[i % slopes.size]! * x));
  }

  override gradient({ inputs, dvalues, dinputs }: BackwardPass): void {
    const [{ value: slopes, gradient: dslopes }] = this.parameters;
    dslopes.data.fill(0);
    inputs.data.forEach((x, i) => {
      const column = i % slopes.size;
      dinputs.data[i] = dvalues.data[i]! * (x > 0 ? 1 : slopes.data[column]!);
      if (x <= 0) dslopes.data[column]! += x * dvalues.data[i]!;
    });
  }
}

// Is the mathematics right? Every derivative against central differences.
init();
const { checked, maxRelativeError } = gradientCheck(new PReLU(4), random.randn([6, 4]));
console.log(`${checked} derivatives,`, maxRelativeError < 1e-6 ? 'all right' : 'wrong');

// Then it is a layer like any other.
const { X, y } = spiralData({ samples: 100, classes: 3 });
const model = new Model([new Dense(2, 64), new PReLU(64), new Dense(64, 3), new Softmax()]);
model.set({ loss: new CategoricalCrossentropy(), optimizer: new Adam({ learningRate: 0.05, decay: 5e-7 }) });
await model.train(X, y, { epochs: 201, printEvery: 100 });

// Prints:
// 28 derivatives, all right
// epoch: 0, acc: 0.353, loss: 1.099, lr: 0.05
// epoch: 100, acc: 0.687, loss: 0.658, lr: 0.04999752512250644
// epoch: 200, acc: 0.833, loss: 0.440, lr: 0.04999502549496326
