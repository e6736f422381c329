/** Runs of any settings are those of their links and of the programs that they export. */
import * as nnfs from 'nnfs';
import { expect, test } from 'vitest';
import { DIGITS } from '../../playground/core/data/digits.ts';
import { programOf } from '../../playground/core/export/program.ts';
import { Run } from '../../playground/core/run/run.ts';
import { LIVE, linkOf, recipeOf, sizesOf, type Change, type Recipe } from '../../playground/core/settings/changes.ts';
import { WINDOW, mapSizesOf } from '../../playground/core/settings/image-sizes.ts';
import { encodePoints } from '../../playground/core/settings/points.ts';
import * as set from '../../playground/core/settings/settings.ts';
import { encodeSketches } from '../../playground/core/settings/sketches.ts';
import { execute, stripTypes } from '../support/program.ts';
import { subjectIn } from '../support/subject.ts';

const RUNS = Number(process.env.PLAYGROUND_RUNS ?? 25);
const SEED = Number(process.env.PLAYGROUND_SEED ?? 0);

/** Choices that follow from a seed. */
function chooser(seed: number) {
  const random = new nnfs.RandomState(seed);
  const below = (n: number): number => Math.floor(random.uniform(0, 1) * n);
  const of = <T>(values: readonly T[]): T => values[below(values.length)]!;
  return { below, of, maybe: (share: number): boolean => random.uniform(0, 1) < share };
}

/** Settings of every kind, many at an edge of what is allowed. */
function anyRecipe(seed: number): { recipe: Recipe; step: number } {
  const choices = chooser(seed);
  const { below, of, maybe } = choices;
  const data = of(set.DATA.filter((each) => each !== 'table'));
  const images = of([8, 12]);
  const sketches = encodeSketches(
    Array.from({ length: below(14) }, () => ({
      mark: below(10),
      pixels: Uint8Array.from({ length: images ** 2 }, () => (maybe(0.7) ? 0 : below(17))),
    })),
  );
  const points = encodePoints(
    Array.from({ length: of([1, 2, 9, 10, 11, 30]) }, () => ({
      x: below(2001) / 1000 - 1,
      y: below(2001) / 1000 - 1,
      mark: below(8),
    })),
  );
  const settings: set.Settings = {
    ...set.DEFAULTS,
    data,
    samples: of([10, 11, 17, 40]),
    classes: 2 + below(7),
    noise: of([0, 0.1, 1, 0.37]),
    heldOut: of([0, 0.1, 0.2, 0.5, 0.1234567891234]),
    dataSeed: of([undefined, 0, 5, 4294967295]),
    task: of(set.TASKS),
    points: data === 'drawn' || maybe(0.1) ? points : '',
    sketches: data === 'sketches' || maybe(0.4) ? sketches : '',
    shift: of([0, 0, 0.1, 0.5]),
    turn: of([0, 0, 0.02, 0.5]),
    conv: Array.from({ length: below(4) }, () => 1 + below(3)),
    hidden: Array.from({ length: of([0, 1, 2, 6]) }, () => 1 + below(7)),
    activation: of(set.ACTIVATIONS),
    initializer: of(set.INITIALIZERS),
    dropout: of([0, 0, 0.1, 0.9]),
    l1: of([0, 0, 1e-7, 1]),
    l2: of([0, 0, 0.0005, 1]),
    optimizer: of(set.OPTIMIZERS),
    rate: of([1.23456789e-6, 0.02, 0.05, 0.3, 10]),
    decay: of([0, 0, 5e-7, 0.1]),
    schedule: of(set.SCHEDULES),
    scheduleSteps: of([1, 2, 7, 1000]),
    momentum: of([0, 0.5, 0.999]),
    batch: of([0, 0, 1, 7, 64, 4000]),
    shuffle: of(['no', 'yes'] as const),
    seed: of([0, 1, 4294967295]),
  };
  const isEmpty = set.isImages(settings) && data === 'sketches' && set.sketchesOf(settings).length === 0;
  const changes = maybe(0.5) || isEmpty ? [] : Array.from({ length: 1 + below(4) }, () => anyChange(settings, choices));
  changes.sort((a, b) => a.step - b.step);
  return { recipe: { settings, changes }, step: isEmpty ? 0 : below(14) };
}

function anyChange(settings: set.Settings, { below, of, maybe }: ReturnType<typeof chooser>): Change {
  const step = below(12);
  if (maybe(0.5)) {
    const values = {
      optimizer: of(set.OPTIMIZERS),
      rate: of([0.001, 3]),
      decay: of([0, 0.1]),
      schedule: of(set.SCHEDULES),
      scheduleSteps: 1 + below(9),
      momentum: of([0, 0.9]),
    };
    const name = of(LIVE);
    return { step, name, value: values[name] };
  }
  const value = of([0, -0.25, 1e-9, -1e5, 0.1]);
  const parameter = maybe(0.3) ? 'biases' : 'weights';
  const maps = set.isImages(settings) ? mapSizesOf(settings).map((size) => size.maps) : [];
  const kind = maps.length > 1 && maybe(0.5) ? 'Conv2D' : 'Dense';
  const sizes = kind === 'Dense' ? sizesOf(settings) : maps;
  const layer = below(sizes.length - 1);
  const shape = parameter === 'biases' ? [] : kind === 'Dense' ? [sizes[layer]!] : [WINDOW, WINDOW, sizes[layer]!];
  return { step, kind, layer, parameter, at: [...shape, sizes[layer + 1]!].map(below), value };
}

const bytesOf = (model: nnfs.Model) => Buffer.from(model.toBytes({ training: true, history: false }));

test.each(Array.from({ length: RUNS }, (_, n) => SEED + n))('of seed %d', async (seed) => {
  const { recipe, step } = anyRecipe(seed);
  const { settings, changes } = recipe;
  const link = linkOf(recipe, step);
  expect(recipeOf(link)).toEqual({ ...recipe, at: step });
  const run = new Run(recipe, undefined, subjectIn(settings));
  run.seek(step);
  const each = run.stepsPerEpoch;
  // Without changes a program trains whole epochs; before a step that leaves the finite numbers it ends.
  run.seek(changes.length > 0 ? run.step : run.step - (run.step % each));
  const file = settings.data === 'digits' ? { name: 'digits', inputs: 64, text: DIGITS } : undefined;
  const changed = changes.length > 0 ? { changes, steps: run.step } : undefined;
  const { model } = await execute(stripTypes(programOf(settings, run.step / each, file, changed)));
  expect(bytesOf(model.set({})).compare(bytesOf(run.model)), link).toBe(0);
});
