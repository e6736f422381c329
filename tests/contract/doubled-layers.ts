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

class TwiceDense extends Dense {
  override compute(pass: ForwardPass): void {
    super.compute(pass);
    twice([pass.output]);
  }
  override gradient(pass: BackwardPass): void {
    super.gradient(pass);
    twiceBack(this, pass);
  }
}

class TwiceDropout extends Dropout {
  override compute(pass: ForwardPass): void {
    super.compute(pass);
    twice([pass.output]);
  }
  override gradient(pass: BackwardPass): void {
    super.gradient(pass);
    twiceBack(this, pass);
  }
}

class TwiceReLU extends ReLU {
  override compute(pass: ForwardPass): void {
    super.compute(pass);
    twice([pass.output]);
  }
  override gradient(pass: BackwardPass): void {
    super.gradient(pass);
    twiceBack(this, pass);
  }
}

class TwiceLeakyReLU extends LeakyReLU {
  override compute(pass: ForwardPass): void {
    super.compute(pass);
    twice([pass.output]);
  }
  override gradient(pass: BackwardPass): void {
    super.gradient(pass);
    twiceBack(this, pass);
  }
}

class TwiceELU extends ELU {
  override compute(pass: ForwardPass): void {
    super.compute(pass);
    twice([pass.output]);
  }
  override gradient(pass: BackwardPass): void {
    super.gradient(pass);
    twiceBack(this, pass);
  }
}

class TwiceGELU extends GELU {
  override compute(pass: ForwardPass): void {
    super.compute(pass);
    twice([pass.output]);
  }
  override gradient(pass: BackwardPass): void {
    super.gradient(pass);
    twiceBack(this, pass);
  }
}

class TwiceSwish extends Swish {
  override compute(pass: ForwardPass): void {
    super.compute(pass);
    twice([pass.output]);
  }
  override gradient(pass: BackwardPass): void {
    super.gradient(pass);
    twiceBack(this, pass);
  }
}

class TwiceTanh extends Tanh {
  override compute(pass: ForwardPass): void {
    super.compute(pass);
    twice([pass.output]);
  }
  override gradient(pass: BackwardPass): void {
    super.gradient(pass);
    twiceBack(this, pass);
  }
}

class TwiceSigmoid extends Sigmoid {
  override compute(pass: ForwardPass): void {
    super.compute(pass);
    twice([pass.output]);
  }
  override gradient(pass: BackwardPass): void {
    super.gradient(pass);
    twiceBack(this, pass);
  }
}

class TwiceSoftmax extends Softmax {
  override compute(pass: ForwardPass): void {
    super.compute(pass);
    twice([pass.output]);
  }
  override gradient(pass: BackwardPass): void {
    super.gradient(pass);
    twiceBack(this, pass);
  }
}

class TwiceLinear extends Linear {
  override compute(pass: ForwardPass): void {
    super.compute(pass);
    twice([pass.output]);
  }
  override gradient(pass: BackwardPass): void {
    super.gradient(pass);
    twiceBack(this, pass);
  }
}

export const DOUBLED: readonly (readonly [name: string, make: (random: RandomState) => Layer])[] = [
  ['Dense', (random) => new TwiceDense(3, 3, { random, initializer: 'glorotUniform', weightRegularizerL1: 0.01 })],
  ['Dense without biases', (random) => new TwiceDense(3, 3, { random, useBias: false })],
  ['Dropout', (random) => new TwiceDropout(0.5, { random })],
  ['ReLU', () => new TwiceReLU()],
  ['LeakyReLU', () => new TwiceLeakyReLU()],
  ['ELU', () => new TwiceELU()],
  ['GELU', () => new TwiceGELU()],
  ['Swish', () => new TwiceSwish()],
  ['Tanh', () => new TwiceTanh()],
  ['Sigmoid', () => new TwiceSigmoid()],
  ['Softmax', () => new TwiceSoftmax()],
  ['Linear', () => new TwiceLinear()],
];
