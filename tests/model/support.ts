import { Adam, CategoricalCrossentropy, Dense, Dropout, Model, RandomState, ReLU, Softmax, spiralData } from 'nnfs';
import { decodeSafetensors, encodeSafetensors } from '../../src/io/safetensors.ts';

/** The file of a small model in the middle of its training, with all that a file can hold. */
export function trained(random = new RandomState(0)): Uint8Array {
  const { X, y } = spiralData({ samples: 10, classes: 3, random });
  const layers = [
    new Dense(2, 4, { random }),
    new ReLU(),
    new Dropout(0.1, { random }),
    new Dense(4, 3, { random }),
    new Softmax(),
  ];
  const model = new Model(layers, { random }).set({
    loss: new CategoricalCrossentropy(),
    optimizer: new Adam({ learningRate: 0.05, decay: 5e-7 }),
  });
  model.labels = ['a', 'b', 'c'];
  model.scaler = { mean: [0, 0] };
  const steps = model.trainSteps(X, y, { epochs: 3, batchSize: 10, shuffle: true });
  for (let i = 0; i < 8; i++) steps.next();
  return model.toBytes({ training: true });
}

/** The description in a model's file. */
export function descriptionOf(bytes: Uint8Array): object {
  return JSON.parse(decodeSafetensors(bytes).metadata.get('nnfs')!) as object;
}

/** A model's file with another description. */
export function described(bytes: Uint8Array, text: string): Uint8Array {
  return encodeSafetensors(decodeSafetensors(bytes).tensors, new Map([['nnfs', text]]));
}

/** A model's file with one value of its description changed, or, for undefined, left out. `path` is for example `layers.0.kind`. */
export function edit(bytes: Uint8Array, path: string, value: unknown): Uint8Array {
  const whole = descriptionOf(bytes);
  const names = path.split('.');
  const last = names.pop()!;
  const inner = names.reduce((object, name) => (object as Record<string, object>)[name]!, whole);
  (inner as Record<string, unknown>)[last] = value;
  return described(bytes, JSON.stringify(whole));
}

/** What differs between two model files: tensors and members of the description, by name. */
export function differences(a: Uint8Array, b: Uint8Array): string[] {
  if (Buffer.compare(a, b) === 0) return [];
  const flat = (bytes: Uint8Array): Map<string, string> => {
    const found = new Map<string, string>();
    const walk = (path: string, value: unknown): void => {
      if (typeof value !== 'object' || value === null) found.set(path, String(value));
      else for (const [name, inner] of Object.entries(value)) walk(`${path}.${name}`, inner);
    };
    walk('nnfs', descriptionOf(bytes));
    for (const [name, { dtype, shape, data }] of decodeSafetensors(bytes).tensors) {
      found.set(name, `${dtype} [${shape.join(', ')}] ${data.join(' ')}`);
    }
    return found;
  };
  const [left, right] = [flat(a), flat(b)];
  const names = [...new Set([...left.keys(), ...right.keys()])].filter((name) => left.get(name) !== right.get(name));
  return names.length === 0
    ? ['only the layout']
    : names.map((name) => `${name}: ${left.get(name)} | ${right.get(name)}`);
}
