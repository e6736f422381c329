/** Random networks of every layer there is, with parameters such as training leaves, and inputs for them. */
import {
  AveragePooling1D, AveragePooling2D, BatchNormalization, Conv1D, Conv2D, Dense, Dropout, ELU, Flatten, GELU, GELUTanh,
  GlobalAveragePooling1D, GlobalAveragePooling2D, GlobalMaxPooling2D, HardSigmoid, HardSwish, LayerNormalization, LeakyReLU, Linear,
  LogSoftmax, MaxPooling1D, MaxPooling2D, Mish, Model, PReLU, ReLU, ReLU6, RandomState, Rescaling, Reshape, Residual, SELU, Sequential, Sigmoid,
  Softmax, Softplus, Softsign, Swish, Tanh, type Layer, type Shape, type Tensor,
} from 'nnfs'; // prettier-ignore
import { INFERENCE } from '../../src/layers/pass.ts';

export interface Sample {
  readonly model: Model;
  readonly X: Tensor<'float32'>;
}

const ACTIVATIONS: readonly ((random: RandomState, features: number) => Layer)[] = [
  () => new ReLU(),
  (random) => new LeakyReLU({ slope: random.uniform(0, 0.5) }),
  (random) => new ELU({ alpha: random.uniform(0.5, 1.5) }),
  () => new GELU(),
  () => new GELUTanh(),
  () => new Swish(),
  () => new Tanh(),
  () => new Sigmoid(),
  () => new Linear(),
  () => new ReLU6(),
  () => new PReLU(),
  (_, features) => new PReLU(features),
  () => new SELU(),
  () => new Mish(),
  () => new HardSwish(),
  () => new HardSigmoid(),
  () => new Softplus(),
  () => new Softsign(),
  (random) => new Dropout(0.3, { random }),
  (random) => new Rescaling({ scale: random.uniform(0.5, 1), offset: random.uniform(-0.5, 0.5) }),
  (_, features) => new BatchNormalization(features),
  (_, features) => new LayerNormalization(features, { epsilon: 0.1 }), // small variances magnify the last bits
];

/** A random network and inputs; `i` chooses between rows, images and sequences. */
export function randomNetwork(i: number): Sample {
  const random = new RandomState(i);
  const pick = <T>(values: readonly T[]): T => values[random.randint(0, values.length)]!;
  const size = (): number => random.randint(1, 5);
  const weights = { random, initializer: 'glorotUniform' } as const;
  const layers: Layer[] = [];
  let shape: Shape = i % 3 === 0 ? [size()] : i % 3 === 1 ? [random.randint(5, 10), random.randint(5, 10), size()] : [random.randint(6, 12), size()]; // prettier-ignore
  const sample = shape;
  const channels = (): number => shape.at(-1)!;
  const add = (layer: Layer): void => {
    ({ shape } = layer.plan({ shape: [1, ...shape], dtype: 'float32' }, INFERENCE).output);
    shape = shape.slice(1);
    layers.push(layer);
  };
  const dense = (O: number): Layer => new Dense(channels(), O, { ...weights, useBias: random.randint(0, 4) > 0 });
  const same = (): Layer[] => [pick(ACTIVATIONS)(random, channels()), ...(random.randint(0, 2) ? [dense(channels())] : [])]; // prettier-ignore
  for (let depth = random.randint(1, 5); depth > 0; depth--) {
    const kind = random.randint(0, 8);
    if (shape.length === 3 && kind < 5 && Math.min(shape[0]!, shape[1]!) >= 4) {
      const options = { ...weights, useBias: kind > 0, strides: pick([1, 2, [1, 2]] as const) };
      const padding = pick(['valid', 'same', 1, [[1, 0], [0, 2]]] as const); // prettier-ignore
      if (kind < 3) add(new Conv2D(channels(), size(), pick([1, 2, 3, [2, 3]] as const), { ...options, padding, dilation: pick([1, 1, [2, 1]] as const) })); // prettier-ignore
      else add(new (pick([MaxPooling2D, AveragePooling2D]))(pick([2, [2, 1], 3] as const), { padding: pick(['valid', 'same']), strides: pick([1, 2, [2, 1]] as const) })); // prettier-ignore
    } else if (shape.length === 2 && kind < 5 && shape[0]! >= 5) {
      const padding = pick(['valid', 'same', 'causal', 1, [0, 2]] as const);
      if (kind < 3)
        add(new Conv1D(channels(), size(), pick([1, 2, 3]), { ...weights, padding, strides: pick([1, 2]), dilation: pick([1, 2]) })); // prettier-ignore
      else
        add(
          new (pick([MaxPooling1D, AveragePooling1D]))(2, { padding: pick(['valid', 'same']), strides: pick([1, 2]) }),
        );
    } else if (kind === 5) {
      add(new Residual([...same(), ...same()]));
    } else if (kind === 6) {
      add(new Sequential([...same(), new Sequential(same())]));
    } else {
      add(dense(size()));
    }
    add(pick(ACTIVATIONS)(random, channels()));
  }
  if (shape.length > 1) {
    const last = pick(['flatten', 'global', 'rows', 'reshape']);
    if (last === 'global')
      add(shape.length === 2 ? new GlobalAveragePooling1D() : new (pick([GlobalAveragePooling2D, GlobalMaxPooling2D]))()); // prettier-ignore
    else if (last === 'flatten') add(new Flatten());
    else if (last === 'reshape') add(new Reshape([shape.slice(0, -1).reduce((a, b) => a * b, 1), channels()]));
    if (last !== 'rows') add(dense(size()));
  }
  if (random.randint(0, 2)) add(new (pick([Softmax, LogSoftmax, Sigmoid]))());
  const model = new Model(layers);
  model.setParameters(model.parameters().map(({ name, tensor }) => (name.endsWith('weights') ? tensor : random.uniform(0.3, 1.2, tensor.shape)))); // prettier-ignore
  return { model, X: random.uniform(-1, 1, [random.randint(1, 5), ...sample]) };
}
