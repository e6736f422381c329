/** Layers as data: what files keep, written by hand. */
import { describe, expect, test } from 'vitest';
import {
  Conv2D,
  Dense,
  Dropout,
  FormatError,
  Model,
  RandomState,
  ReLU,
  Residual,
  Softmax,
  ValueError,
  kinds,
  layersFromJSON,
  layersToJSON,
} from 'nnfs';

const random = (): RandomState => new RandomState(3);

describe('layersFromJSON', () => {
  test('makes what the constructors make, weights drawn in order', () => {
    const stream = random();
    const layers = layersFromJSON(
      [
        { kind: 'Conv2D', config: { channels: 1, filters: 2, kernelSize: [3, 2], padding: 'same' } },
        { kind: 'ReLU' },
        { kind: 'Residual', config: { layers: [{ kind: 'Dense', config: { nInputs: 2, nNeurons: 2 } }] } },
        { kind: 'Dropout', config: { rate: 0.5 } },
        { kind: 'Dense', config: { nInputs: 2, nNeurons: 3, initializer: 'heNormal', useBias: false } },
        { kind: 'Softmax' },
      ],
      { kinds, random: stream },
    );
    const other = random();
    const same = [
      new Conv2D(1, 2, [3, 2], { padding: 'same', random: other }),
      new ReLU(),
      new Residual([new Dense(2, 2, { random: other })]),
      new Dropout(0.5, { random: other }),
      new Dense(2, 3, { initializer: 'heNormal', useBias: false, random: other }),
      new Softmax(),
    ];
    const numbers = (of: Model) => of.parameters().map(({ name, tensor }) => [name, [...tensor.data]]);
    expect(numbers(new Model(layers))).toEqual(numbers(new Model(same)));
    expect(layers.map(String)).toEqual(same.map(String));
    expect(stream.getState()).toEqual(other.getState());
    expect(layersToJSON(layersFromJSON(layersToJSON(layers), { kinds }))).toEqual(layersToJSON(layers));
  });

  test('frozen parameters stay so', () => {
    const frozen = layersFromJSON([{ kind: 'Dense', config: { nInputs: 2, nNeurons: 2 }, frozen: ['weights'] }]);
    expect(frozen[0]!.parameters.map(({ frozen: is }) => is)).toEqual([true, false]);
    expect(layersToJSON(frozen)[0]).toMatchObject({ frozen: ['weights'] });
  });

  const DENSE = { kind: 'Dense', config: { nInputs: 2, nNeurons: 2 } };
  const cyclic: unknown[] = [];
  cyclic.push(cyclic);

  test.each<[string, unknown, string]>([
    ['no list', { layers: [] }, 'mine, layers: expected a list, received an object.'],
    ['nothing', undefined, 'mine, layers: expected a list, received none.'],
    ['no layer', [], 'mine, layers: expected one layer or more, received none.'],
    ['what contains itself', cyclic, 'mine: expected plain JSON, received what JSON cannot write.'],
    ['a name', ['ReLU'], 'mine, layers[0]: expected an object, received "ReLU".'],
    ['no kind', [DENSE, {}], 'mine, layers[1].kind: expected text, received none.'],
    ['a misspelt member', [{ ...DENSE, confg: {} }], 'mine, layers[0]: expected { kind, config, frozen }, received "confg".'],
    ['an option of another kind', [{ kind: 'Dense', config: { filters: 2 } }], 'mine, layers[0].config: expected options { nInputs, nNeurons, weightRegularizerL1, weightRegularizerL2, biasRegularizerL1, biasRegularizerL2, useBias, initializer }, received the option "filters".'],
    ['no size', [{ kind: 'Dense', config: { nInputs: 2 } }], 'mine, layers[0].config, Dense: expected nNeurons to be a whole number, 1 or more, received undefined.'],
    ['a wrong size', [{ kind: 'Dense', config: { nInputs: 2, nNeurons: '2' } }], 'mine, layers[0].config.nNeurons: expected nNeurons to be a whole number, 1 or more, received "2".'],
    ['an unknown start', [{ kind: 'Dense', config: { nInputs: 2, nNeurons: 2, initializer: 'zeros' } }], 'mine, layers[0].config.initializer: expected initializer to be a function or one of glorotNormal, glorotUniform, heNormal, heUniform, received "zeros".'],
    ['a stream', [{ kind: 'Dropout', config: { rate: 0.5, random: 1 } }], 'mine, layers[0].config: expected options { rate }, received the option "random".'],
    ['a parameter to freeze that is none', [{ ...DENSE, frozen: ['biases', 'weight'] }], 'mine, layers[0].frozen[1]: expected the name of a parameter: weights, biases, received "weight".'],
    ['a parameter to freeze where none are', [{ kind: 'ReLU', frozen: ['weights'] }], 'mine, layers[0].frozen[0]: expected no name, as the layer has no parameters, received "weights".'],
    ['more weights than memory holds', [DENSE, { kind: 'Dense', config: { nInputs: 2, nNeurons: 1e9 } }], 'mine, layers[1].config, weights: expected at most 268435456 weights in all layers, received 2000000004.'],
    ['more of a named start', [{ kind: 'Dense', config: { nInputs: 2, nNeurons: 1e9, initializer: 'heNormal' } }], 'mine, layers[0].config, weights: expected at most 268435456 weights in all layers, received 2000000000.'],
    ['a place in a container', [{ kind: 'Residual', config: { layers: [DENSE, { kind: 'Dropout', config: { rate: 1 } }] } }], 'mine, layers[0].config.layers[1].config.rate: expected rate from 0 to below 1, received 1.'],
  ])('refuses %s', (_, json, message) => {
    expect(() => layersFromJSON(json, { name: 'mine' })).toThrow(FormatError);
    expect(() => layersFromJSON(json, { name: 'mine' })).toThrow(message);
  }); // prettier-ignore

  test('an unknown kind, and where its class goes', () => {
    const json = [{ kind: 'Conv2D', config: { channels: 1, filters: 1, kernelSize: 2 } }];
    expect(() => layersFromJSON(json)).toThrow(
      /^layersFromJSON, layers\[0\]\.kind: expected the name of a layer: Dense, .*, received "Conv2D"\. Pass its class: layersFromJSON\(json, \{ kinds: \[Conv2D\] \}\), or all of ours: \{ kinds \}\.$/,
    );
    expect(String(layersFromJSON(json, { kinds: [Conv2D] })[0])).toBe('Conv2D(1, 1, 2)');
  });

  test('options of another kind', () => {
    expect(() => layersFromJSON([DENSE], { name: 1 as never })).toThrow(ValueError);
    expect(() => layersFromJSON([DENSE], { kind: kinds } as never)).toThrow(
      'layersFromJSON: expected options { kinds, random, name }, received the option "kind".',
    );
  });
});
