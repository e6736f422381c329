/** Pictures: what they show, that they are SVG whatever names say, and what cannot be drawn. */
import { describe, expect, it, test } from 'vitest';
import {
  Dense,
  Linear,
  MeanSquaredError,
  Model,
  RandomState,
  ReLU,
  Residual,
  Sigmoid,
  Softmax,
  classColors,
  classShapes,
  rampColor,
  confusionMatrix,
  plotConfusion,
  plotDecisionMap,
  plotFit,
  plotHistogram,
  plotHistograms,
  plotHistory,
  plotNetwork,
  plotPredictions,
  tensor,
  type Layer,
} from 'nnfs';
import { HOSTILE, checkMarkup } from '../support/markup.ts';

const random = new RandomState(5);
const X = random.randn([40, 2]);
/** A layer with a name that no page should obey. */
class Named extends ReLU {
  override toString(): string {
    return HOSTILE;
  }
}

const network = (outputs: number, ...last: Layer[]): Model =>
  new Model([new Dense(2, outputs, { random: new RandomState(1), initializer: 'glorotNormal' }), ...last]);

/** How many elements have an attribute. */
const count = (svg: string, pattern: RegExp): number => (svg.match(pattern) ?? []).length;

describe('every picture', () => {
  const model = network(2, new Softmax());
  const labels = [HOSTILE, 'b'];
  const y = model.classes(X);
  it.each<[string, () => string]>([
    ['of a history', () => plotHistory([{ loss: 1, [HOSTILE]: 2 }])],
    [
      'of a run that diverged',
      () => plotHistory([{ loss: 1e300 }, { loss: 1e308 }, { loss: Infinity }, { loss: NaN }]),
    ],
    [
      'of a run that went nowhere',
      () =>
        plotHistory([
          { loss: 0, accuracy: 1 },
          { loss: 0, accuracy: 1 },
        ]),
    ],
    ['of figures with odd names', () => plotHistory([{ epoch: 0, loss: 1, constructor: 2, toString: 1 }])],
    [
      'of epochs far apart',
      () =>
        plotHistory([
          { epoch: -1e308, loss: 1 },
          { epoch: 1e308, loss: -1e308 },
          { epoch: 1e308, loss: 1e308 },
        ]),
    ],
    ['of figures that lack', () => plotHistory([{ loss: 1, accuracy: undefined }])],
    ['of a run of nothing finite', () => plotHistory([{ loss: NaN }])],
    [
      'of a confusion',
      () =>
        plotConfusion(
          [
            [1, 2],
            [3, 4],
          ],
          labels,
        ),
    ],
    [
      'of a confusion of nothing',
      () =>
        plotConfusion([
          [0, 0],
          [0, 0],
        ]),
    ],
    ['of a map', () => plotDecisionMap(model, X, y, { labels, features: [HOSTILE, 'y'] })],
    [
      'of a map of equal samples',
      () =>
        plotDecisionMap(
          model,
          [
            [1, 1],
            [1, 1],
          ],
          [0, 1],
        ),
    ],
    ['of predictions', () => plotPredictions([1, NaN, 3], [1, 2, Infinity])],
    ['of a network', () => plotNetwork(new Model([new Named(), new Residual([new Named()])], { inputShape: [2] }))],
    ['of a network of nothing', () => plotNetwork(new Model())],
    ['of many classes', () => plotConfusion(confusionMatrix([0, 1, 7], [0, 1, 199]))],
    ['of values', () => plotHistogram([0, 0, 0], HOSTILE)],
    ['of tiny values', () => plotHistogram([1e-300, 2e-300])],
    ['of large values', () => plotHistogram([-1e30, 1e30])],
    ['of values one under another', () => plotHistograms({ [HOSTILE]: [1], b: [2, 3] })],
    ['of a fit', () => plotFit(line(2), [[0], [1], [NaN]], [1, Infinity, 2], [HOSTILE, 'y'])],
  ])('%s is SVG', (_, draw) => {
    checkMarkup(draw());
    expect(draw()).toMatch(
      /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d+" height="\d+" [^]* role="img" aria-label="/,
    );
  });
});

describe('plotHistory', () => {
  it('has a panel for each figure, with that of validation', () => {
    const svg = plotHistory([
      { loss: 2, dataLoss: 2, accuracy: 0.5, f1: 0.4, validationLoss: 3, validationF1: 0.3, learningRate: 0.1 },
      { loss: 1, dataLoss: 1, accuracy: 0.6, f1: 0.5, validationLoss: 2, validationF1: 0.2, learningRate: 0.05 },
    ]);
    const titles = [...svg.matchAll(/font-weight="600">([^<]*)</g)].map(([, title]) => title);
    expect(titles).toEqual(['Loss', 'Accuracy', 'F1', 'Learning rate']);
    expect(count(svg, /<path /g)).toBe(6);
    expect(count(svg, />validation</g)).toBe(2);
  });

  it('has none for a figure that no epoch has', () => {
    expect(count(plotHistory([{ loss: 1, accuracy: undefined }]), /font-weight="600"/g)).toBe(1);
  });

  it('loses no peak of many epochs, and stays small', () => {
    const epochs = Array.from({ length: 100_000 }, (_, epoch) => ({ epoch, loss: epoch === 77_777 ? 9 : 1 }));
    const svg = plotHistory(epochs);
    const [, path = ''] = /<path d="([^"]*)"/.exec(svg)!;
    const heights = [...path.matchAll(/,([\d.]+)/g)].map(([, y]) => Number(y));
    expect(Math.min(...heights)).toBe(34); // the top of the panel
    expect(heights.filter((y) => y === 34)).toHaveLength(1);
    expect(svg.length).toBeLessThan(30_000);
  });
});

test('plotHistory draws values far apart by their powers of ten', () => {
  const svg = plotHistory([{ loss: 1000 }, { loss: 10 }, { loss: 0.1 }, { loss: Infinity }]);
  expect(svg).toContain('>Loss, logarithmic<');
  const [, path = ''] = /<path d="M([^"]*)"/.exec(svg)!;
  const [first, second, third, ...more] = path.split('L').map((place) => Number(place.split(',')[1]));
  expect(more).toEqual([]);
  expect(second! - first!).toBeCloseTo(third! - second!, 0); // pixels are rounded to tenths
  expect([...svg.matchAll(/text-anchor="end">([\d.]+)</g)].map(([, text]) => text)).toEqual(['0.1', '1', '10', '100', '1000']); // prettier-ignore
  expect(plotHistory([{ loss: 999 }, { loss: 1 }])).not.toContain('logarithmic');
  expect(plotHistory([{ loss: 1 }, { loss: 0 }])).not.toContain('logarithmic');
});

test('plotHistory breaks a curve where its figures leave the finite numbers, and only there', () => {
  const paths = (svg: string): string[] => [...svg.matchAll(/<path d="([^"]*)" class="training"/g)].map(([, d]) => d!);
  const [broken] = paths(plotHistory([{ loss: 4 }, { loss: 3 }, { loss: NaN }, { loss: 2 }, { loss: Infinity }]));
  expect(broken!.replace(/[\d.]+/g, 'n').split('M')).toEqual(['', 'n,nLn,n', expect.stringMatching(/^n,nm-n na/)]);
  const lacking = [{ loss: 4, f1: 1 }, { loss: 3 }, { loss: 2, f1: 0 }];
  expect(paths(plotHistory(lacking))[1]).toMatch(/^M[\d.]+,[\d.]+L[\d.]+,[\d.]+$/); // figures of every other epoch
  const json = JSON.parse(JSON.stringify([{ loss: 1 }, { loss: NaN }, { loss: 2 }])) as { loss: number | null }[];
  expect(plotHistory(json)).toBe(plotHistory([{ loss: 1 }, { loss: NaN }, { loss: 2 }]));
});

test('plotHistory: errors have no best value 1 to be measured by', () => {
  const top = (name: string): string => plotHistory([{ [name]: 0.02 }, { [name]: 0.01 }]).match(/text-anchor="end">([\d.]+)</g)!.at(-1); // prettier-ignore
  expect(top('mae')).toContain('>0.020<');
  expect(top('auc')).toContain('>1.0<');
});

test('plotHistory has room for runs one behind another, whose epochs begin again', () => {
  const svg = plotHistory([
    { epoch: 0, loss: 3 },
    { epoch: 9, loss: 2 },
    { epoch: 0, loss: 1 },
  ]);
  const places = [.../<path d="([^"]*)"/.exec(svg)![1]!.matchAll(/([\d.]+),/g)].map(([, x]) => x);
  expect(places).toEqual(['64', '700', '64']);
});

test('ticks have the digits that tell them apart, as many as have room', () => {
  const ticks = (svg: string): string[] => [...svg.matchAll(/text-anchor="middle">(-?[\d.e]+)</g)].map(([, text]) => text!); // prettier-ignore
  expect(ticks(plotHistogram([1.7e9, 1.7e9 + 1e5]))).toEqual(['1.7e9', '1.70002e9', '1.70004e9', '1.70006e9', '1.70008e9', '1.7001e9']); // prettier-ignore
  expect(ticks(plotHistogram([123456.001, 123456.002]))).toEqual(['123456.0011', '123456.0013', '123456.0015', '123456.0017', '123456.0019']); // prettier-ignore
  expect(ticks(plotHistogram([0, 1]))).toHaveLength(11);
  const left = / x1="([\d.]+)"/.exec(plotHistory([{ loss: -123456.12345 }, { loss: -123456.12346 }]))![1];
  expect(Number(left)).toBeGreaterThan(90); // where -123456.12346 has room, and not 64 as usual
});

test('a histogram counts whatever float64 holds, and tells what it leaves out', () => {
  const bars = (values: number[]): number => count(plotHistogram(values), /M[\d.]+ [\d.]+V/g);
  for (const values of [[-1e308, 0, 1e308], [1e-300, 2e-300, 3e-300], [1e16, 1e16 + 2, 1e16 + 4]]) expect(bars(values)).toBe(3); // prettier-ignore
  expect(plotHistogram([1, NaN, Infinity], 'weights')).toContain('>weights, 2 not finite<');
  expect(plotPredictions([1, NaN], [1, 2])).toContain('>Predicted against true, 1 not finite<');
  expect(plotFit(line(1), [[1], [NaN]], [1, 2])).toContain('>Fit, 1 not finite<');
});

test('names are cut by the room they need, not by their letters', () => {
  const label = (name: string): string => [...plotConfusion([[1, 0], [0, 1]], [name, 'b']).matchAll(/text-anchor="end" font-size="12">([^<]*)</g)][0]![1]!; // prettier-ignore
  expect(label('i'.repeat(20))).toBe('i'.repeat(20));
  expect(label('W'.repeat(20))).toBe(`${'W'.repeat(9)}…`);
  expect(label('中'.repeat(20))).toBe(`${'中'.repeat(9)}…`);
  expect(label('e\u0301'.repeat(15))).toBe('e\u0301'.repeat(15)); // accents take none
});

test('plotConfusion shows shares in three digits, counts in all', () => {
  const svg = plotConfusion([[0.1 + 0.2, 0.7], [0, 1234]]); // prettier-ignore
  expect([...svg.matchAll(/<title>([^<]*)</g)].map(([, text]) => text)).toEqual(['Confusion', '0.3 of 1', '0.7 of 1', '0 of 1234', '1234 of 1234']); // prettier-ignore
});

test('plotDecisionMap: classes without a name in the legend are told, and what is no number has no colour', () => {
  const huge = (last: Layer): Model => {
    const model = new Model([new Dense(2, 1), last]).set({ loss: new MeanSquaredError() });
    model.setParameters([[[3e38], [-3e38]], [[0]]]); // prettier-ignore
    return model;
  };
  const y = X.slice(0, 40).data.slice(0, 40).map((_, n) => n % 30); // prettier-ignore
  expect(plotDecisionMap(network(30, new Softmax()), X, y)).toContain('>and 8 more<');
  expect(
    plotDecisionMap(
      network(22, new Softmax()),
      X,
      y.map((k) => k % 22),
    ),
  ).not.toContain(' more<');
  const far = [[10, 20], [30, 41], [-5, 3]]; // prettier-ignore
  for (const last of [new Linear(), new Sigmoid()]) checkMarkup(plotDecisionMap(huge(last), far, [0, 1, NaN].slice(0, 3).map((v) => v || 0))); // prettier-ignore
  checkMarkup(plotDecisionMap(huge(new Linear()), far, [0, NaN, 1]));
  expect(plotDecisionMap(network(2, new Softmax()), [[0, 1], [NaN, 1]], [0, 1])).toContain('>Decision map, 1 not finite<'); // prettier-ignore
});

test('plotHistory cuts R² off where nothing is learnt', () => {
  const svg = plotHistory([{ loss: 1, r2: -500 }, { loss: 1, r2: 0 }, { loss: 1, r2: 1 }]); // prettier-ignore
  expect(svg).toContain('>R², cut off at -1<');
  const [, path = ''] = [...svg.matchAll(/<path d="M([^"]*)"/g)].at(-1);
  const heights = path.split('L').map((place) => Number(place.split(',')[1]));
  expect(heights[1]! - heights[2]!).toBeCloseTo(heights[0]! - heights[1]!, 0); // -1, 0, 1
  expect(plotHistory([{ loss: 1, r2: 0.5 }])).toContain('>R²<');
});

describe('plotNetwork', () => {
  const texts = (svg: string): string[] => [...svg.matchAll(/<text [^>]*>([^<]*)</g)].map(([, text]) => text!);

  test('tells each layer, its output and its parameters, those inside others too', () => {
    const dense = new Dense(2, 2);
    dense.trainable = false;
    const model = new Model([dense, new Residual([new Dense(2, 2), new ReLU()]), new Dense(2, 1000)]);
    expect(texts(plotNetwork(model)).filter(Boolean)).toEqual([
      ...['Network', 'output', 'parameters'],
      ...['inputs', '[N, 2]', 'Dense(2, 2)', '[N, 2]', '6'],
      ...['Residual', '[N, 2]', '6', 'Dense(2, 2)', '[N, 2]', '6', 'ReLU()', '[N, 2]'],
      ...['Dense(2, 1000)', '[N, 1000]', '3,000'],
      'total parameters: 3,012, trained: 3,006',
    ]);
    expect(count(plotNetwork(model), /<circle /g)).toBe(1); // where both ways meet
  });

  test('has no shapes where the inputs are not known', () => {
    expect(texts(plotNetwork(new Model([new ReLU()]))).filter(Boolean).slice(3)).toEqual(['inputs', 'ReLU()', 'total parameters: 0']); // prettier-ignore
  });
});

describe('plotDecisionMap', () => {
  /** The colours of the cells, by their strips. */
  const cellsOf = (svg: string): string[] => [...svg.matchAll(/<path fill="(#\w+)" d="M/g)].map(([, color]) => color!);
  const crosses = (svg: string): number => count(svg, /m-5 -5l10 10/g);

  it('crosses wrong answers', () => {
    const model = network(3, new Softmax());
    const y = model.classes(X);
    expect(crosses(plotDecisionMap(model, X, y))).toBe(0);
    const wrong = tensor(y.data.map((label, n) => (n < 7 ? (label + 1) % 3 : label)));
    expect(crosses(plotDecisionMap(model, X, wrong))).toBe(7);
    const oneHot = tensor(Array.from(wrong.data, (label) => [0, 1, 2].map((k) => Number(k === label))));
    expect(plotDecisionMap(model, X, oneHot)).toBe(plotDecisionMap(model, X, wrong));
  });

  it('is the same for confidences and for logits', () => {
    for (const [outputs, last] of [
      [3, new Softmax()],
      [1, new Sigmoid()],
    ] as const) {
      const [confident, logits] = [network(outputs, last), network(outputs)];
      const y = confident.classes(X);
      const asked = { predict: logits.predict.bind(logits), classes: confident.classes.bind(confident) };
      expect(plotDecisionMap(asked, X, y)).toBe(plotDecisionMap(confident, X, y));
    }
  });

  it('is pale where a model does not know', () => {
    const flat = new Model([new Dense(2, 2), new Softmax()]);
    flat.setParameters([
      [
        [0, 0],
        [0, 0],
      ],
      [[0, 0]],
    ]);
    expect(cellsOf(plotDecisionMap(flat, X, flat.classes(X)))).toEqual(['#fbf1d9']); // 0.15 of the colour
  });

  it('draws numbers from dark to light', () => {
    const model = new Model([new Dense(2, 1), new Linear()]).set({ loss: new MeanSquaredError() });
    model.setParameters([[[1], [0]], [[0]]]);
    const svg = plotDecisionMap(model, X, model.predict(X));
    expect([cellsOf(svg)[0], cellsOf(svg).at(-1)]).toEqual(['#00224e', '#fee838']);
  });
});

/** A model that answers a multiple of its one input. */
function line(slope: number): Model {
  const model = new Model([new Dense(1, 1), new Linear()]);
  model.setParameters([[[slope]], [[0]]]);
  return model;
}

test('plotFit draws a stick from each sample to its answer', () => {
  const svg = plotFit(line(2), [[0], [1], [3]], [[0], [2], [0]], ['time', 'height']);
  const [, sticks = ''] = /<path d="([^"]*)" class="sticks"/.exec(svg)!;
  const lengths = [...sticks.matchAll(/M[\d.]+ ([\d.]+)V([\d.]+)/g)].map(([, from, to]) => Number(from) - Number(to));
  expect(lengths.map((length) => length.toFixed(1))).toEqual(['0.0', '0.0', '204.0']); // from 0 to 6: the whole height
  expect(svg).toMatch(/>time<[^]*>height</);
});

test('plotHistograms: one under another, each by its title and with an axis of its own', () => {
  const svg = plotHistograms({ weights: [-1, 0, 1], gradients: [100, 200] });
  expect([...svg.matchAll(/font-weight="600">([^<]*)</g)].map(([, title]) => title)).toEqual(['weights', 'gradients']);
  expect(svg).toContain('height="360"');
  expect(svg).toMatch(/>-1\.0<[^]*translate\(0 180\)[^]*>200</);
});

it('up to eight classes have each a colour and a shape of its own', () => {
  for (let classes = 1; classes <= 8; classes++) expect(new Set(classColors(classes)).size).toBe(classes);
  expect(classColors(10).slice(8)).toEqual(classColors(10).slice(0, 2));
  expect(new Set(classShapes).size).toBe(8);
  expect([-1, 0, 0.4, 1, 7].map(rampColor)).toEqual(['#00224e', '#00224e', '#666970', '#fee838', '#fee838']);
});

it('plotConfusion: a cell for each pair, full colour for a whole row', () => {
  const svg = plotConfusion(confusionMatrix([0, 0, 1, 1], [0, 0, 0, 1]), ['cat', 'dog']);
  const cells = [...svg.matchAll(/class="full" fill="#332288" fill-opacity="([\d.]+)"/g)];
  expect(cells.map(([, opacity]) => opacity)).toEqual(['0.667', '0.333', '0', '1']);
  expect([...svg.matchAll(/<title>(\d of \d)</g)].map(([, text]) => text)).toEqual(['2 of 3', '1 of 3', '0 of 1', '1 of 1']); // prettier-ignore
});

it.each<[string, () => unknown, string]>([
  ['a history of nothing', () => plotHistory([]), 'plotHistory: expected a history of an epoch or more, received an empty one.'],
  ['nothing', () => plotHistory(undefined as never), 'plotHistory: expected a history, or the figures of epochs, received undefined.'],
  ['no epochs', () => plotHistory([null] as never), 'plotHistory: expected a history, or the figures of epochs, received [null].'],
  ['an epoch that lacks', () => plotHistory([{ loss: 1 }, undefined] as never), 'plotHistory: expected a history, or the figures of epochs, received'],
  ['texts as figures', () => plotHistory([{ loss: 1 }, { loss: 'low' }] as never), 'plotHistory: expected numbers as figures, received "low" as "loss" at [1].'],
  ['a list as figures', () => plotHistory([[1]] as never), 'plotHistory: expected a history, or the figures of epochs, received [[1]].'],
  ['an epoch that is none', () => plotHistory([{ epoch: NaN, loss: 1 }]), 'plotHistory: expected epoch to be a finite number, received NaN at [0].'],
  ['no model', () => plotDecisionMap(undefined as never, X, []), 'plotDecisionMap: expected a model, which has predict and classes, received undefined.'],
  ['options that are none', () => plotDecisionMap(network(2), X, [], null as never), 'plotDecisionMap: expected options { labels, features }, received null.'],
  ['an option misspelt', () => plotDecisionMap(network(2), X, [], { label: [] } as never), 'plotDecisionMap: expected options { labels, features }, received the option "label".'],
  ['a feature too few', () => plotDecisionMap(network(2), X, [], { features: ['a'] } as never), 'plotDecisionMap: expected 2 features, received 1.'],
  ['features that are none', () => plotDecisionMap(network(2), X, [], { features: 'ab' } as never), 'plotDecisionMap: expected features to be a list of texts, received "ab".'],
  ['a label too few', () => plotDecisionMap(network(3, new Softmax()), X, network(3, new Softmax()).classes(X), { labels: ['a', 'b'] }), 'plotDecisionMap: expected 3 labels, received 2.'],
  ['labels of numbers', () => plotDecisionMap(new Model([new Dense(2, 1), new Linear()]).set({ loss: new MeanSquaredError() }), X, X.slice(0, 40).data.slice(0, 40), { labels: ['a'] }), 'plotDecisionMap: expected a model of classes, where labels name them, received one of numbers.'],
  ['no labels', () => plotConfusion([[1]], null as never), 'plotConfusion: expected labels to be a list of texts, received null.'],
  ['a label that is no text', () => plotConfusion([[1]], [7] as never), 'plotConfusion: expected each of the labels to be a text, received 7.'],
  ['a count beyond all', () => plotConfusion([[1e300]]), 'plotConfusion: expected counts, received 1e+300'],
  ['a fit of no model', () => plotFit({} as never, [[1]], [1]), 'plotFit: expected a model, which has predict, received an object.'],
  ['a fit of other names', () => plotFit(line(1), [[1]], [1], 'xy' as never), 'plotFit: expected names to be a list of texts, received "xy".'],
  ['too wide a line', () => plotFit(line(1), [[1e308], [-1e308]], [1, 2]), 'plotFit: expected X of a finite range, received one too wide.'],
  ['a title that is none', () => plotHistogram([1], 3 as never), 'plotHistogram: expected the title to be a text, received 3.'],
  ['values of nothing', () => plotHistograms(null as never), 'plotHistograms: expected values by their titles, received null.'],
  ['a layer', () => plotNetwork(new ReLU()), 'plotNetwork: expected a model, received '],
  ['no network', () => plotNetwork({} as never), 'plotNetwork: expected a model, which has layers, received an object.'],
  ['layers that are none', () => plotNetwork({ layers: [new ReLU(), 3] } as never), 'plotNetwork: expected layers, received 3 at [1].'],
  ['half a class', () => classColors(1.5), 'classColors: expected classes to be a whole number, 0 or more, received 1.5.'],
  ['no share', () => rampColor(NaN), 'rampColor: expected a share, received NaN.'],
  ['no figures', () => plotHistory([{ epoch: 0 }, { loss: undefined }]), 'plotHistory: expected figures such as loss, received epochs without any.'],
  ['a label that is no class', () => plotDecisionMap(network(2, new Softmax()), X, [...X.slice(0, 39).data.slice(0, 39).map(() => 0), 7]), 'plotDecisionMap: expected'],
  ['too wide a plane', () => plotDecisionMap(network(2), [[1e308, 0], [-1e308, 0]], [0, 1]), 'plotDecisionMap: expected X of a finite range, received one too wide.'],
  ['counts that are none', () => plotConfusion([[NaN]]), 'plotConfusion: expected counts, received NaN'],
  ['no predictions', () => plotPredictions([], []), 'plotPredictions: expected a prediction or more, received [0].'],
  ['three inputs', () => plotDecisionMap(network(2), random.randn([4, 3]), [0, 1, 0, 1]), 'plotDecisionMap: expected X [N, 2], received [4, 3].'],
  ['too few targets', () => plotDecisionMap(network(2), X, [0]), 'plotDecisionMap: expected y of 40 samples, received [1].'],
  ['several labels', () => plotDecisionMap(network(2, new Sigmoid()), X, random.randint(0, 2, [40, 2])), 'plotDecisionMap: expected a model that gives one label, received 2 yeses or noes.'],
  ['several numbers', () => plotDecisionMap(network(2, new Linear()), X, X), 'plotDecisionMap: expected a model of one output, received [14400, 2].'],
  ['no square', () => plotConfusion([[1, 2, 3]]), 'plotConfusion: expected a matrix [C, C], received [1, 3].'],
  ['a label too many', () => plotConfusion([[1]], ['a', 'b']), 'plotConfusion: expected 1 labels, received 2.'],
  ['too many classes', () => plotConfusion(confusionMatrix([0], [200])), 'plotConfusion: expected up to 200 classes, received 201. Draw the rows of some of them.'],
  ['no histograms', () => plotHistograms({}), 'plotHistograms: expected values, received none.'],
  ['a fit over two inputs', () => plotFit(line(1), [[1, 2]], [1]), 'plotFit: expected X [N, 1], received [1, 2].'],
  ['a fit of too few', () => plotFit(line(1), [[1], [2]], [1]), 'plotFit: expected y of 2 samples, received [1].'],
  ['a fit of two outputs', () => plotFit(new Model([new Dense(1, 2), new Linear()]), [[1]], [1]), 'plotFit: expected a model of one output, received [1, 2].'],
  ['a prediction too few', () => plotPredictions([1], [1, 2]), 'plotPredictions: expected 1 targets, one for each prediction, received [2].'],
])('%s: an error', (_, draw, message) => {
  expect(draw).toThrow(message);
}); // prettier-ignore
