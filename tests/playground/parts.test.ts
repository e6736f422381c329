/** The parts of a run's pictures, and of the page, that need no browser. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Course } from '../../playground/core/run/course.ts';
import { differenceOf } from '../../playground/core/picture/difference.ts';
import { histogramOf } from '../../playground/core/picture/histogram.ts';
import { Keyframes } from '../../playground/core/run/keyframes.ts';
import { MAP, Painter, SMALL } from '../../playground/core/picture/picture.ts';
import { recipeOf } from '../../playground/core/settings/changes.ts';
import { Run } from '../../playground/core/run/run.ts';
import { sceneOf } from '../../playground/core/picture/scene.ts';
import { shownNeurons } from '../../playground/core/picture/shown.ts';
import { surface } from '../../playground/page/paint/palette.ts';
import { chineseImages } from '../../playground/words/chinese-images.ts';
import { chineseNumbers } from '../../playground/words/chinese-numbers.ts';
import { chinese } from '../../playground/words/chinese.ts';
import { englishImages } from '../../playground/words/english-images.ts';
import { englishNumbers } from '../../playground/words/english-numbers.ts';
import { english } from '../../playground/words/english.ts';
import { root } from '../support/dist.ts';

describe('a course', () => {
  test('keeps each epoch of a few, and what is not there is left out', () => {
    const course = new Course();
    course.add(0, { loss: 3, accuracy: 0.5 });
    course.add(0, { loss: 9 });
    course.add(1, { loss: 2, accuracy: 0.75, validationLoss: 4 });
    expect(course.rows()).toEqual([
      { epoch: 0, loss: 3, accuracy: 0.5 },
      { epoch: 1, loss: 2, accuracy: 0.75, validationLoss: 4 },
    ]);
  });

  test('of many epochs keeps a fixed number of points, and every peak', () => {
    const course = new Course();
    const N = 100_000;
    for (let epoch = 0; epoch < N; epoch++) course.add(epoch, { loss: epoch === 54_321 ? 99 : 1 + (epoch % 2) });
    const { epoch, loss } = course.curves();
    expect(course.length).toBe(N);
    expect(epoch.length).toBeLessThanOrEqual(1024);
    expect(epoch.length).toBeGreaterThan(500);
    expect([...epoch]).toEqual([...epoch].sort((a, b) => a - b));
    expect([Math.min(...loss), Math.max(...loss)]).toEqual([1, 99]);
    const at = epoch[loss.indexOf(99)]!;
    expect(Math.abs(at - 54_321)).toBeLessThan(512);
  });
});

test('a histogram counts every value once', () => {
  const values = Float32Array.from({ length: 1000 }, (_, n) => Math.sin(n));
  const { low, high, counts, mean, deviation } = histogramOf(values)!;
  expect([low, high]).toEqual([Math.min(...values), Math.max(...values)]);
  expect(counts.reduce((a, b) => a + b)).toBe(1000);
  const middles = Array.from(counts, (count, i) => count * (low + ((i + 0.5) / counts.length) * (high - low)));
  expect(middles.reduce((a, b) => a + b) / 1000).toBeCloseTo(mean, 2);
  expect(deviation).toBeCloseTo(Math.SQRT1_2, 2);
  expect(histogramOf([3, 3])!.counts[0]).toBe(2);
  expect([[], [0, 0], [NaN, 1], [-Infinity, 1]].map(histogramOf)).toEqual(Array(4).fill(undefined));
});

test('two runs of numbers differ by as much as their answers, cell by cell', () => {
  const { cells, most, mean } = differenceOf(Float32Array.of(1, 2, 3, 0), Float32Array.of(1, 0, 4, 0))!;
  expect([...cells]).toEqual([0, 127, -63, 0]); // 2 is the most; -63.5 is rounded up
  expect([most, mean]).toEqual([2, 0.75]);
  expect([...differenceOf(new Float32Array(2), new Float32Array(2))!.cells]).toEqual([0, 0]);
  expect(differenceOf(new Float32Array(4), new Float32Array(0))).toBeUndefined();
  expect(differenceOf(new Float32Array(0), new Float32Array(0))).toBeUndefined();
});

test('keyframes are few however long the run, and never far apart', () => {
  const frames = new Keyframes(Uint8Array.of(0));
  for (let step = 1; step <= 1_000_000; step += 50)
    frames.pass(step, 1, 0, () => ({ applied: 0, bytes: Uint8Array.of(1) }));
  expect(frames.length).toBeLessThanOrEqual(257);
  for (let step = 0; step < 1_000_000; step += 12_345) {
    expect(frames.before(step).step).toBeLessThanOrEqual(step);
    expect(step - frames.before(step).step).toBeLessThan(2 * 250 * 32);
  }
  expect(frames.before(249).step).toBe(0);
});

test('the run of the chapter on optimizers has its figures', () => {
  const run = new Run(recipeOf('heldOut=0&hidden=64&initializer=book&rate=0.05&decay=5e-7'));
  run.seek(301);
  const rows = [0, 100, 200, 300].map((epoch) => run.course.rows()[epoch]!);
  const lines = rows.map(({ epoch, accuracy, loss }) => `${epoch}, ${accuracy!.toFixed(3)}, ${loss!.toFixed(3)}`);
  expect(lines).toEqual(['0, 0.360, 1.099', '100, 0.670, 0.705', '200, 0.797, 0.522', '300, 0.847, 0.430']); // as the README prints
});

describe('a picture', () => {
  const run = new Run(recipeOf('hidden=5,30&dropout=0.1&seed=4'));
  run.seek(40);
  const scene = sceneOf(run);
  const picture = new Painter(run, scene).paint();

  test('tells what the model answers', () => {
    const { X, y } = run.data.training;
    expect([...picture.answers.subarray(0, scene.training)]).toEqual([...run.model.classes(X).data]);
    expect([...scene.targets.subarray(0, scene.training)]).toEqual([...y.data]);
    expect(picture.scores.training).toEqual(run.model.evaluate(X, y));
    const { left, right, top, bottom } = scene.region;
    for (const [row, column] of [
      [0, 0],
      [40, 7],
      [95, 95],
    ] as const) {
      const x = left + ((column + 0.5) / MAP) * (right - left);
      const at = top + ((row + 0.5) / MAP) * (bottom - top);
      const shares = [...run.model.predict([[x, at]]).data].sort((a, b) => b - a);
      expect(picture.map.classes[row * MAP + column]).toBe(run.model.classes([[x, at]]).item());
      expect(picture.map.leads[row * MAP + column]).toBe(Math.round(255 * (shares[0]! - shares[1]!)));
    }
  });

  test('shows each neuron, of many the first and the last', () => {
    expect(picture.neurons.map(({ length }) => length)).toEqual([5 * SMALL ** 2, 16 * SMALL ** 2]);
    expect(shownNeurons(24)).toHaveLength(24);
    expect(shownNeurons(30)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 26, 27, 28, 29]);
    expect(Math.max(...picture.neurons[0]!)).toBe(127);
  });

  test('changes nothing of the run', () => {
    const other = new Run(run.recipe);
    other.seek(43);
    run.seek(43);
    expect(run.model.toBytes({ training: true })).toEqual(other.model.toBytes({ training: true }));
  });
});

test('colours are those of the style sheet', () => {
  const style = readFileSync(`${root}playground/style/base.css`, 'utf8');
  for (const name of ['paper', 'ink', 'muted', 'line'] as const) {
    expect(style).toContain(`--${name}: light-dark(${surface(false)[name]}, ${surface(true)[name]});`);
  }
});

test('each text is there in both languages, with the same places to fill', () => {
  const places = (text: string): string[] => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  const pairs: readonly (readonly [Record<string, string>, Record<string, string>])[] = [
    [english, chinese],
    [englishNumbers, chineseNumbers],
    [englishImages, chineseImages],
  ];
  for (const [ours, theirs] of pairs) {
    expect(Object.keys(theirs)).toEqual(Object.keys(ours));
    for (const [name, text] of Object.entries(ours)) {
      expect(places(theirs[name]!), name).toEqual(places(text));
      expect(theirs[name]).not.toBe('');
    }
  }
});
