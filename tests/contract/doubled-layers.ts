/** A subclass of each layer of the package, which computes the double of its numbers forwards and backwards. */
import {
  Dense,
  Dropout,
  ELU,
  GELU,
  LeakyReLU,
  Linear,
  ReLU,
  Sigmoid,
  Softmax,
  Swish,
  Tanh,
  type BackwardPass,
  type ForwardPass,
  type Layer,
  type RandomState,
  type Tensor,
} from 'nnfs';

function twice(tensors: readonly Tensor[]): void {
  for (const { data } of tensors) for (let i = 0; i < data.length; i++) data[i]! *= 2;
}

const twiceBack = ({ parameters }: Layer, { dinputs }: BackwardPass): void =>
  twice([dinputs, ...parameters.map(({ gradient }) => gradient)]);

/** A subclass of `Kind` that computes the double. */
function twiceOf<K extends new (...args: never[]) => Layer>(Kind: K): K {
  const Base = Kind as unknown as new (...args: unknown[]) => Linear; // any kind that is not abstract
  class Twice extends Base {
    override compute(pass: ForwardPass): void {
      super.compute(pass);
      twice([pass.output]);
    }
    override gradient(pass: BackwardPass): void {
      super.gradient(pass);
      twiceBack(this, pass);
    }
  }
  return Twice as unknown as K;
}

export const DOUBLED: readonly (readonly [name: string, make: (random: RandomState) => Layer])[] = [
  [
    'Dense',
    (random) => new (twiceOf(Dense))(3, 3, { random, initializer: 'glorotUniform', weightRegularizerL1: 0.01 }),
  ],
  ['Dense without biases', (random) => new (twiceOf(Dense))(3, 3, { random, useBias: false })],
  ['Dropout', (random) => new (twiceOf(Dropout))(0.5, { random })],
  ['ReLU', () => new (twiceOf(ReLU))()],
  ['LeakyReLU', () => new (twiceOf(LeakyReLU))()],
  ['ELU', () => new (twiceOf(ELU))()],
  ['GELU', () => new (twiceOf(GELU))()],
  ['Swish', () => new (twiceOf(Swish))()],
  ['Tanh', () => new (twiceOf(Tanh))()],
  ['Sigmoid', () => new (twiceOf(Sigmoid))()],
  ['Softmax', () => new (twiceOf(Softmax))()],
  ['Linear', () => new (twiceOf(Linear))()],
];
