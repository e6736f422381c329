/** Pictures of anything at all: they are SVG, the same again, and all that is written lies inside. */
import fc from 'fast-check';
import { it } from 'vitest';
import {
  Dense,
  Model,
  ReLU,
  Residual,
  Tensor,
  plotConfusion,
  plotDecisionMap,
  plotFit,
  plotHistograms,
  plotHistory,
  plotNetwork,
  plotPredictions,
  type Layer,
} from 'nnfs';
import { widthOf } from '../../src/plots/text-width.ts';
import { HOSTILE, checkMarkup } from '../support/markup.ts';

const LETTERS = [
  '<',
  '&',
  '"',
  "'",
  ']]>',
  '\u0000',
  '\u001b[31m',
  '\u009b',
  '\ud800',
  '\ufffe',
  '\u202e',
  '中',
  'W',
  '👩‍👩‍👧',
  '\n',
];
const name = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom(HOSTILE, '', 'W'.repeat(300)), fc.array(fc.constantFrom(...LETTERS), { maxLength: 40 }).map((letters) => letters.join(''))); // prettier-ignore
const number = fc.oneof(fc.double(), fc.integer({ min: -3, max: 3 }), fc.constantFrom(NaN, Infinity, -Infinity, 0, 5e-324, 1e-300, 1e300, Number.MAX_VALUE, -Number.MAX_VALUE, 1.7e9, 1.7e9 + 1)); // prettier-ignore
/** Not so far apart that nothing lies between. */
const plane = fc.double({ min: -1e300, max: 1e300 });
const numbers = fc.array(number, { minLength: 1, maxLength: 6 });

const PLACE = /<text x="(-?[\d.]+)" y="(-?[\d.]+)" ([^>]*)>([^<]*)</g;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/** Throws where a text that is not turned goes beyond the picture. */
function checkInside(svg: string): void {
  const width = Number(/ width="(\d+)"/.exec(svg)![1]);
  for (const [, at, , attributes, escaped] of svg.matchAll(PLACE)) {
    if (attributes!.includes('rotate')) continue;
    const text = escaped!.replace(/&(#?\w+);/g, (_, entity: string) => ENTITIES[entity]!);
    const size =
      Number(/font-size="([\d.]+)"/.exec(attributes!)?.[1] ?? 12) * (attributes!.includes('weight') ? 1.1 : 1);
    const wide = widthOf(text, size);
    const [, anchor = 'start'] = /text-anchor="(\w+)"/.exec(attributes!) ?? [];
    const left = Number(at) - wide * { start: 0, middle: 0.5, end: 1 }[anchor as 'start' | 'middle' | 'end'];
    if (left < -0.5 || left + wide > width + 0.5) throw new Error(`${text} from ${left} to ${left + wide} of ${width}`);
  }
}

function check(draw: () => string): void {
  const svg = draw();
  checkMarkup(svg);
  checkInside(svg);
  if (draw() !== svg) throw new Error('another picture the second time');
}

const settings = (numRuns: number) => ({ seed: 20240229, numRuns });

it('a history of any figures', () => {
  const names = fc.oneof(fc.constantFrom('loss', 'validationLoss', 'accuracy', 'mae', 'r2', 'learningRate'), name);
  const figures = fc.dictionary(names, fc.option(number, { freq: 9 }), { minKeys: 1, maxKeys: 2 });
  const epoch = fc.oneof(fc.constant({}), fc.record({ epoch: fc.double({ noNaN: true, noDefaultInfinity: true }) }));
  fc.assert(
    fc.property(fc.array(fc.tuple(epoch, figures), { minLength: 1, maxLength: 3 }), (epochs) => {
      check(() => plotHistory([{ loss: 1 }, ...epochs.map(([place, values]) => ({ ...values, ...place }))]));
    }),
    settings(200),
  );
});

it('histograms of any values', () => {
  fc.assert(
    fc.property(fc.dictionary(name, numbers, { minKeys: 1, maxKeys: 3 }), (values) => {
      check(() => plotHistograms(values));
    }),
    settings(200),
  );
});

it('any predictions', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 6 }), (pairs) => {
      check(() => plotPredictions(...([0, 1].map((k) => pairs.map((pair) => pair[k]!)) as [number[], number[]])));
    }),
    settings(400),
  );
});

it('a fit of any answers', () => {
  fc.assert(
    fc.property(fc.array(plane, { minLength: 1, maxLength: 6 }), numbers, name, name, (inputs, answers, x, y) => {
      const answer = (N: number) => new Tensor('float64', [N, 1], Float64Array.from({ length: N }, (_, n) => answers[n % answers.length]!)); // prettier-ignore
      const predict = (X: unknown): never => answer((X as Tensor).shape[0]!) as never;
      const columns = inputs.map((value) => [value]);
      check(() => plotFit({ predict }, columns, inputs, [x, y]));
    }),
    settings(100),
  );
});

it('a map of any samples, answers and names', () => {
  const samples = fc.array(fc.tuple(plane, plane, fc.nat(2)), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(samples, numbers, fc.array(name, { minLength: 5, maxLength: 5 }), (rows, answers, names) => {
      const outputs = (N: number, width: number) => new Tensor('float64', [N, width], Float64Array.from({ length: N * width }, (_, n) => answers[n % answers.length]!)); // prettier-ignore
      const rowsOf = (X: unknown): number => (X as Tensor).shape[0]!;
      const X = rows.map(([x, y]) => [x, y]);
      const [first, second, ...labels] = names as [string, string, ...string[]];
      const classes = { predict: (x: unknown) => outputs(rowsOf(x), 3) as never, classes: (x: unknown) => new Tensor('int32', [rowsOf(x)]) as never }; // prettier-ignore
      check(() => plotDecisionMap(classes, X, rows.map(([, , label]) => label), { labels, features: [first, second] })); // prettier-ignore
      const values = { predict: (x: unknown) => outputs(rowsOf(x), 1) as never, classes: (x: unknown) => outputs(rowsOf(x), 1) as never }; // prettier-ignore
      check(() => plotDecisionMap(values, X, rows.map((_, n) => answers[n % answers.length]!), { features: [first, second] })); // prettier-ignore
    }),
    settings(3),
  );
});

it('a confusion of any counts and names', () => {
  const count = fc.oneof(fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), fc.maxSafeNat());
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 14 }), fc.array(count, { minLength: 7, maxLength: 7 }), (labels, counts) => {
      const matrix = labels.map((_, k) => labels.map((_, j) => counts[(3 * k + j) % 7]!));
      check(() => plotConfusion(matrix, labels));
    }),
    settings(60),
  ); // prettier-ignore
});

it('a network of any names, however deep', () => {
  class Named extends ReLU {
    readonly said: string;
    constructor(said: string) {
      super();
      this.said = said;
    }
    override toString(): string {
      return this.said;
    }
  }
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 5 }), fc.nat(9), (names, depth) => {
      let block: Layer = new Dense(2, 2);
      for (let i = 0; i < depth; i++) block = new Residual([block]);
      const model = new Model([...names.map((said) => new Named(said)), block], { inputShape: [2] });
      check(() => plotNetwork(model));
    }),
    settings(30),
  );
});
