import { Tensor, barsData, concat, shapesData, type RandomState } from 'nnfs';
import { digitLines } from './digit-lines.ts';
import { splitOf, type Data, type Samples } from './data.ts';
import { classesOf, sketchesOf, type ImageSettings } from '../settings/settings.ts';
import { SETS } from '../settings/image-sets.ts';
import { LEVELS, brightnessOf, type Sketch } from '../settings/sketches.ts';

/**
 * The pictures that settings describe, [N, H, W, 1] from 0 to 1. Sketches are for training, beside what is left of the set; a set of
 * sketches alone is parted as any other.
 *
 * @param digits those of the set of digits, as `digitsOf` reads them
 */
export function makeImages(settings: ImageSettings, random: RandomState, digits: Samples | undefined): Data {
  const { data, samples, noise } = settings;
  const { side, labels } = SETS[data];
  const classes = classesOf(settings);
  const options = { samples, classes, size: side, noise, random };
  const named = { inputs: namesOf(side), ...(labels && { labels }) };
  const sketches = samplesOf(sketchesOf(settings), side);
  if (data === 'sketches') return { ...splitOf(sketches, settings, random), ...named };
  const all = data === 'digits' ? digits! : data === 'bars' ? barsData(options) : shapesData(options);
  const { training, heldOut } = splitOf(all, settings, random);
  return { training: joined(training, sketches), heldOut, ...named };
}

/** What pixels are called in tables. */
const namesOf = (side: number): string[] =>
  Array.from({ length: side ** 2 }, (_, i) => `pixel_${Math.floor(i / side)}_${i % side}`);

function samplesOf(sketches: readonly Sketch[], side: number): Samples {
  const pixels = sketches.flatMap((sketch) => [...sketch.pixels]);
  return {
    X: new Tensor('float32', [sketches.length, side, side, 1], brightnessOf(pixels)),
    y: new Tensor(
      'int32',
      [sketches.length],
      Int32Array.from(sketches, ({ mark }) => mark),
    ),
  };
}

function joined(some: Samples, others: Samples): Samples {
  if (others.y.size === 0) return some;
  return { X: concat([some.X, others.X]), y: concat([some.y, others.y]) };
}

/** The digits of the text that holds them, class after class. */
export function digitsOf(text: string): Samples {
  const lines = digitLines(text);
  const { side, labels } = SETS.digits;
  const each = lines.length / labels!.length;
  const pixels = Array.from(lines.join(''), (level) => Number.parseInt(level, LEVELS + 1));
  return {
    X: new Tensor('float32', [lines.length, side, side, 1], brightnessOf(pixels)),
    y: new Tensor(
      'int32',
      [lines.length],
      Int32Array.from(lines, (_, n) => Math.floor(n / each)),
    ),
  };
}
