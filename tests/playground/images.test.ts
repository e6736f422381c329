/** Pictures: their sets, drawings of one's own, and what the layers see in them. */
import fc from 'fast-check';
import { Tensor, ValueError, fromOnnx } from 'nnfs';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { digitLines } from '../../playground/core/data/digit-lines.ts';
import { DIGITS } from '../../playground/core/data/digits.ts';
import { digitsOf } from '../../playground/core/data/images.ts';
import { countedPixels, fitted, type Stroke } from '../../playground/core/data/strokes.ts';
import { PICTURES } from '../../playground/core/export/pictures.ts';
import { save } from '../../playground/core/export/save.ts';
import { ImagePainter } from '../../playground/core/picture/image-painter.ts';
import { imageScene } from '../../playground/core/picture/image-scene.ts';
import { Run } from '../../playground/core/run/run.ts';
import { recipeOf, sizesOf } from '../../playground/core/settings/changes.ts';
import { SETS } from '../../playground/core/settings/image-sets.ts';
import { DEFAULTS, classesOf, fromQuery, toQuery } from '../../playground/core/settings/settings.ts';
import {
  MOST_SKETCHES,
  brightnessOf,
  decodeSketches,
  encodeSketches,
  type Sketch,
} from '../../playground/core/settings/sketches.ts';
import { startWith } from '../../playground/core/settings/starts.ts';
import { subjectIn } from '../support/subject.ts';

function runOf(query: string): Run {
  const recipe = recipeOf(query);
  return new Run(recipe, undefined, subjectIn(recipe.settings));
}

const LEARNT = 'data=digits&conv=8,16&hidden=none&rate=0.01&batch=32&shuffle=yes';

const anySketch = fc.constantFrom(8, 12).chain((side) =>
  fc.record({
    mark: fc.nat(9),
    pixels: fc
      .array(fc.nat(16), { minLength: side ** 2, maxLength: side ** 2 })
      .map((levels) => Uint8Array.from(levels)),
  }),
);

describe('sketches', () => {
  test('any of them is a text for links, and comes back', () => {
    fc.assert(
      fc.property(fc.array(anySketch, { maxLength: 6 }), (sketches) => {
        const text = encodeSketches(sketches);
        expect(decodeSketches(text)).toEqual(sketches);
        expect(encodeURIComponent(text)).toBe(text);
      }),
    );
  });

  const blank = (mark: number): Sketch => ({ mark, pixels: new Uint8Array(64) });

  test('one of 8 x 8 pixels takes 45 characters', () => {
    expect(encodeSketches([blank(3)])).toBe(`3${'A'.repeat(44)}`);
  });

  test.each([
    ['3', 'no pixels'],
    ['3AAAA', 'pixels of no set'],
    [`x${'A'.repeat(44)}`, 'no class'],
    [`3${'*'.repeat(44)}`, 'no digits'],
    [`3${'_'.repeat(44)}`, 'more than the brightest pixels'],
    [`3${'A'.repeat(44)}.`, 'a full stop too many'],
    [encodeSketches(Array.from({ length: MOST_SKETCHES + 1 }, () => blank(0))), 'too many'],
  ])('%s is refused: %s', (text) => {
    expect(decodeSketches(text)).toBeUndefined();
    expect(() => fromQuery(`data=digits&sketches=${text}`)).toThrow(ValueError);
  });

  test('those of the size and the classes of the set are for training, never held out', () => {
    const sketches = encodeSketches([blank(9), { mark: 1, pixels: new Uint8Array(144).fill(16) }, blank(2)]);
    const digits = runOf(`data=digits&sketches=${sketches}`);
    const plain = runOf('data=digits');
    const { X, y } = digits.data.training;
    expect([...y.data]).toEqual([...plain.data.training.y.data, 9, 2]);
    expect(X.slice(0, y.size - 2)).toEqual(plain.data.training.X);
    expect(digits.data.heldOut).toEqual(plain.data.heldOut);
    const shapes = runOf(`data=shapes&samples=10&sketches=${sketches}`).data.training;
    expect(shapes.X.slice(shapes.y.size - 1).data.every((value) => value === 1)).toBe(true);
    expect(classesOf(fromQuery(`data=sketches&classes=2&sketches=${sketches}`).settings)).toBe(3);
  });
});

describe('from a drawing to pixels', () => {
  test('counts the dots of ink in each', () => {
    const across: Stroke = [
      [0, 0.25],
      [1, 0.25],
    ];
    const pixels = countedPixels([across], 8); // along the edge of two rows; ink reaches 0.6 pixels, over two rows of dots
    expect([...pixels.subarray(0, 32)]).toEqual([0, 8, 8, 0].flatMap((level) => Array<number>(8).fill(level)));
    expect(pixels.subarray(32).every((level) => level === 0)).toBe(true);
    expect(countedPixels([], 8).every((level) => level === 0)).toBe(true);
  });

  test('a drawing is moved and stretched to fill the sheet, whatever its place and size', () => {
    const three: Stroke = [
      [0.2, 0.1],
      [0.4, 0.2],
      [0.2, 0.3],
      [0.4, 0.4],
      [0.2, 0.5],
    ];
    const elsewhere = three.map(([x, y]) => [0.125 + 0.75 * x, 0.25 + 0.75 * y] as const);
    const pixels = countedPixels(fitted([three], 8), 8);
    expect(countedPixels(fitted([elsewhere], 8), 8)).toEqual(pixels);
    const rows = Array.from({ length: 8 }, (_, row) =>
      pixels.subarray(8 * row, 8 * row + 8).some((level) => level > 0),
    );
    expect(rows).toEqual(Array(8).fill(true));
    expect(fitted([], 8)).toEqual([]);
  });

  /** Digits as a person may draw them, on a sheet of 1 x 1. */
  const arc = (x: number, y: number, rx: number, ry: number, from: number, to: number): Stroke =>
    Array.from({ length: 25 }, (_, i) => {
      const turn = 2 * Math.PI * (from + ((to - from) * i) / 24);
      return [x + rx * Math.cos(turn), y + ry * Math.sin(turn)];
    });
  const DRAWN: readonly (readonly Stroke[])[] = [
    [arc(0.5, 0.5, 0.2, 0.35, 0, 1)],
    [[[0.4, 0.25], [0.52, 0.12], [0.52, 0.88]]], // prettier-ignore
    [[...arc(0.5, 0.32, 0.2, 0.2, 0.55, 1.1), [0.3, 0.85], [0.72, 0.85]]],
    [[...arc(0.47, 0.32, 0.18, 0.17, 0.6, 1.22), ...arc(0.47, 0.67, 0.2, 0.18, 0.8, 1.42)]],
    [[[0.55, 0.12], [0.25, 0.6], [0.75, 0.6]], [[0.6, 0.35], [0.6, 0.9]]], // prettier-ignore
    [[[0.7, 0.15], [0.36, 0.15], [0.33, 0.45], ...arc(0.48, 0.63, 0.2, 0.2, 0.68, 1.4)]], // prettier-ignore
    [[[0.6, 0.12], [0.42, 0.35], ...arc(0.5, 0.67, 0.18, 0.2, 0.55, 1.55)]], // prettier-ignore
    [[[0.28, 0.15], [0.72, 0.15], [0.42, 0.88]]], // prettier-ignore
    [[...arc(0.5, 0.3, 0.16, 0.16, 0.25, 1.25), ...arc(0.5, 0.68, 0.19, 0.2, 0.75, 1.75)]],
    [[...arc(0.5, 0.33, 0.17, 0.18, 0, 1), [0.67, 0.35], [0.6, 0.88]]],
  ];

  test('digits that are drawn are recognized by a network that has learnt the set', () => {
    const run = runOf(LEARNT);
    run.seek(40 * run.stepsPerEpoch);
    const pixels = DRAWN.flatMap((strokes) => [...countedPixels(fitted(strokes, 8), 8)]);
    const X = new Tensor('float32', [10, 8, 8, 1], brightnessOf(pixels));
    expect([...run.model.classes(X).data]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const { X: unseen, y } = run.data.heldOut!;
    expect(run.model.evaluate(unseen, y).accuracy).toBeGreaterThan(0.9); // 55 of 60
  });
});

describe('the digits', () => {
  test('are 30 of each, and as written down beside them', () => {
    const { X, y } = digitsOf(DIGITS);
    expect(X.shape).toEqual([300, 8, 8, 1]);
    expect([...y.data]).toEqual(Array.from({ length: 300 }, (_, n) => Math.floor(n / 30)));
    expect(16 * X.at(0, 0, 2, 0)).toBe(5);
  });

  const path = process.env.DIGITS_PATH;
  test.skipIf(path === undefined)('are those of the set', () => {
    const rows = readFileSync(path!, 'utf8').trim().split('\n').slice(1);
    const pictures = rows.map((row) => row.split(',').map(Number));
    const lines = Array.from({ length: 10 }, (_, k) => pictures.filter((picture) => picture[64] === k)).flatMap((of) =>
      Array.from({ length: 30 }, (_, i) => of[Math.floor((i * of.length) / 30)]!),
    );
    const text = lines.map((line) => line.slice(0, 64).map((level) => level.toString(17)).join('')); // prettier-ignore
    expect(digitLines(DIGITS)).toEqual(text);
  });
});

describe('a run', () => {
  test('has convolutions, pooling and dense layers as its settings say', () => {
    const run = runOf('data=shapes&samples=10&conv=3,5&hidden=7&shift=0.1&turn=0.05');
    expect(run.model.layers.map(String)).toEqual([
      "RandomTranslation(0.1, 0.1, { fillMode: 'constant' })",
      "RandomRotation(0.05, { fillMode: 'constant' })",
      "Conv2D(1, 3, 3, { padding: 'same' })",
      'ReLU()',
      'MaxPooling2D(2)',
      "Conv2D(3, 5, 3, { padding: 'same' })",
      'ReLU()',
      'MaxPooling2D(2)',
      'Flatten()',
      'Dense(45, 7)',
      'ReLU()',
      'Dense(7, 5)',
      'Softmax()',
    ]);
    expect(sizesOf(run.settings)).toEqual([45, 7, 5]);
    expect(run.data.inputs.length).toBe(144);
  });

  test('shows what each layer sees in a picture, and in a drawing', () => {
    const run = runOf('data=bars&samples=10&conv=4&hidden=6');
    run.seek(3);
    const scene = imageScene(run);
    const painter = new ImagePainter(run, scene);
    const { X } = run.data.training;
    const seen = painter.see({ sample: 5 });
    expect(seen.sample).toBe(5);
    expect(seen.pixels).toEqual(X.slice(5, 6).data);
    expect([...scene.images!.pixels.subarray(5 * 64, 6 * 64)]).toEqual(
      Array.from(seen.pixels, (value) => Math.round(255 * value)),
    );
    const [conv, relu, pool, flatten, dense] = run.model.layers;
    const one = X.slice(5, 6);
    const convolved = relu!.forward(conv!.forward(one)).clone();
    expect(seen.stages[0]!.convolved).toEqual({ side: 8, maps: 4, values: convolved.data });
    const pooled = pool!.forward(convolved).clone();
    expect(seen.stages[0]!.pooled).toEqual({ side: 4, maps: 4, values: pooled.data });
    expect(seen.hidden[0]!).toEqual(relu!.forward(dense!.forward(flatten!.forward(pooled))).data);
    expect(seen.shares).toEqual(run.model.predict(one).data);

    const pixels = Float32Array.from({ length: 64 }, (_, i) => (i % 3) / 2);
    const drawn = painter.see({ pixels });
    expect([drawn.sample, drawn.pixels]).toEqual([undefined, pixels]);
    expect(drawn.shares).toEqual(run.model.predict(new Tensor('float32', [1, 8, 8, 1], pixels)).data);
    const picture = painter.paint();
    expect(picture.seen).toEqual(drawn);
    expect([...picture.answers.subarray(0, scene.training)]).toEqual([...run.model.classes(X).data]);
    expect(picture.histograms.length).toBe(3);
    expect(painter.see({ pixels: new Float32Array(9) }).sample).toBe(0);
  });

  test('without any picture there is an empty one to be seen', () => {
    const run = runOf('data=sketches&classes=4');
    const painter = new ImagePainter(run, imageScene(run));
    const { seen, scores } = painter.paint();
    expect(seen!.pixels.every((value) => value === 0)).toBe(true);
    expect(seen!.shares.length).toBe(4);
    expect(scores.training.loss).toBeNaN();
    run.advance({ until: 5 });
    expect(run.step).toBe(0);
  });

  test('is taken along', async () => {
    const run = runOf('data=bars&samples=10&conv=3&hidden=none&shift=0.1');
    run.seek(3);
    const { X } = run.data.training;
    const theirs = fromOnnx((await save(run, 'onnx')).content as Uint8Array).predict(X);
    run.model.predict(X).data.forEach((value, i) => expect(theirs.data[i]).toBeCloseTo(value, 5)); // float32 in another order
    const lines = ((await save(run, 'points')).content as string).trim().split('\r\n');
    expect(lines.length).toBe(41);
    expect(lines[0]).toMatch(/^pixel_0_0,pixel_0_1,.*,pixel_7_7,target,answer,part$/);
    expect(lines[1]!.split(',').length).toBe(67);
    expect(lines[1]).toMatch(/,(horizontal|vertical|falling|rising),training$/);
    for (const what of PICTURES.filter((each) => each !== 'map')) {
      expect((await save(run, what)).content).toMatch(/^<svg /);
    }
  });
});

test('from points to pictures and back other settings go along, by a link too; within either none', () => {
  const there = { ...DEFAULTS, ...startWith('digits', DEFAULTS) };
  expect(toQuery(there)).toBe('data=digits');
  expect(fromQuery('data=digits').settings).toEqual(there);
  expect(fromQuery('hidden=12,12&data=digits').settings.hidden).toEqual([12, 12]);
  expect(toQuery({ ...DEFAULTS, data: 'digits' })).toBe(
    'data=digits&samples=100&conv=8&hidden=12,12&rate=0.02&batch=0&shuffle=no',
  );
  expect(startWith('bars', there)).toEqual({ data: 'bars' });
  expect({ ...there, ...startWith('moons', there) }).toEqual({ ...DEFAULTS, data: 'moons' });
  expect(startWith('moons', { ...DEFAULTS, rate: 0.5 })).toEqual({ data: 'moons' });
  expect(Object.values(SETS).every(({ side }) => side >> 3 > 0)).toBe(true); // three convolutions leave a pixel
});
