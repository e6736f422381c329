/** Points drawn by hand: in links, in runs and in programs. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { walk } from '../../playground/core/arithmetic/walk.ts';
import { recipeOf } from '../../playground/core/settings/changes.ts';
import {
  MOST_POINTS,
  decodePoints,
  encodePoints,
  snapped,
  type DrawnPoint,
} from '../../playground/core/settings/points.ts';
import { Painter } from '../../playground/core/picture/picture.ts';
import { Run } from '../../playground/core/run/run.ts';
import { sceneOf } from '../../playground/core/picture/scene.ts';
import { classesOf, fromQuery, toQuery } from '../../playground/core/settings/settings.ts';

const place = fc.integer({ min: -1000, max: 1000 }).map((value) => snapped(value / 1000));
const drawings = fc.array(fc.record({ x: place, y: place, mark: fc.nat(7) }), { maxLength: 60 });

test('a drawing and its text are two forms of one thing, and links carry it', () => {
  fc.assert(
    fc.property(drawings, (points) => {
      const text = encodePoints(points);
      expect(decodePoints(text)).toEqual(points);
      const settings = { ...fromQuery('data=drawn').settings, points: text };
      expect(fromQuery(toQuery(settings)).settings).toEqual(settings);
    }),
  );
});

test('200 points make a link of less than 1 kB', () => {
  const points = Array.from({ length: 200 }, (_, n) => ({
    x: snapped(Math.sin(n)),
    y: snapped(n / 200),
    mark: n >> 6,
  }));
  expect(encodePoints(points).length).toBeLessThan(820);
});

test('a place is a thousandth, inside of the sheet', () => {
  expect([0.12345, -2, 7, -0.0004].map(snapped)).toEqual([0.123, -1, 1, 0]);
});

test.each([
  ['a mark that there is not', '8AAAA'],
  ['a mark alone', '0'],
  ['no mark', 'AAAA'],
  ['half a point', '0AAAAAA'],
  ['a place beyond the sheet', '0____'],
  ['another character', '0AA A'],
  ['an empty run', '0AAAA..0AAAA'],
  ['too many points', `0${'AAAA'.repeat(MOST_POINTS + 1)}`],
])('%s is refused', (_, text) => {
  expect(decodePoints(text)).toBeUndefined();
  expect(() => fromQuery(`data=drawn&points=${text}`)).toThrow(
    `The link: expected points to be points as this page writes them, up to ${MOST_POINTS}, received "`,
  );
});

describe('a run of a drawing', () => {
  const runOf = (points: readonly DrawnPoint[], more = ''): Run =>
    new Run(recipeOf(`data=drawn&points=${encodePoints(points)}${more}`));
  const square = [-0.5, 0.5].flatMap((x) => [-0.5, 0.5].map((y) => ({ x, y, mark: x * y > 0 ? 1 : 0 })));

  test('without points stands still, and has a picture', () => {
    const run = runOf([]);
    run.seek(5);
    const scene = sceneOf(run);
    expect([run.step, scene.targets.length, scene.region.left]).toEqual([0, 0, -1]);
    expect(new Painter(run, scene).paint().scores.training.loss).toBeNaN();
    expect(walk(run, { sample: 0, way: [] }).pages).toEqual([]);
  });

  test('of few points holds none out', () => {
    expect(runOf(square).data.heldOut).toBeUndefined();
    expect(runOf([...square, ...square, ...square]).data.heldOut!.X.shape).toEqual([3, 2]); // a fifth, rounded up
  });

  test('has as many classes as were asked for, or drawn', () => {
    expect(classesOf(runOf(square, '&classes=4').settings)).toBe(4);
    expect(classesOf(runOf([{ x: 0, y: 0, mark: 6 }]).settings)).toBe(7);
  });

  test('learns it: exclusive or', () => {
    const run = runOf(square, '&hidden=8');
    run.seek(300);
    expect([...run.model.classes(run.data.training.X).data]).toEqual([...run.data.training.y.data]);
  });

  test('of numbers all over the plane has their picture', () => {
    const run = runOf(square, '&task=surface');
    run.seek(1);
    const { surface, map, curve } = new Painter(run, sceneOf(run)).paint();
    expect([surface.length, map.classes.length, curve.length]).toEqual([96 ** 2, 0, 0]);
    expect([...run.data.training.y.data]).toEqual([-0.75, -1, -1, -0.75]);
  });
});
