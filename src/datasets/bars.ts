import { drawImages, type DrawnImages, type DrawnImagesOptions } from './drawn-images.ts';

/** The bars of a class lie where this number is the same. */
const ACROSS: Readonly<Record<string, (x: number, y: number, size: number) => number>> = {
  horizontal: (_, y) => y,
  vertical: (x) => x,
  falling: (x, y, size) => x - y + size,
  rising: (x, y) => x + y,
};

/**
 * Stripes in small pictures, whose direction is the class. Each pixel is bright as often in every class, so that no single one tells, but
 * a small filter does.
 *
 *     X = clip(bright + noise * randn, 0, 1),  bright = 1 where (u + start) mod 2 width < width, else 0
 *
 * u is y, x, x - y or x + y; width is 2 or 3 pixels, start from 0 to 2 width - 1, both drawn for each picture in this order, then its noise.
 *
 * @returns X [classes * samples, size, size, 1], y and labels, class after class
 * @throws ValueError unless classes are 2 to 4, and size 4 or more
 *
 * @example
 * import { RandomState, barsData } from 'nnfs';
 * const { X, labels } = barsData({ samples: 1, size: 6, noise: 0, random: new RandomState(4) });
 * console.log(labels.join(' ')); // horizontal vertical falling rising
 * const pictures = X.reshape([4, 6, 6]).toArray() as number[][][];
 * const text = (row: number[]) => row.map((bright) => (bright ? '#' : '.')).join('');
 * for (let y = 0; y < 6; y++) console.log(pictures.map((rows) => text(rows[y]!)).join('  '));
 * // ......  ...###  ..###.  ...###
 * // ......  ...###  ...###  ..###.
 * // ######  ...###  #...##  .###..
 * // ######  ...###  ##...#  ###...
 * // ......  ...###  ###...  ##...#
 * // ......  ...###  .###..  #...##
 */
export function barsData(options: DrawnImagesOptions = {}): DrawnImages {
  const across = Object.values(ACROSS);
  return drawImages('barsData', options, {
    names: Object.keys(ACROSS),
    classes: { least: 2, usual: 4 },
    size: { least: 4, usual: 8 },
    begin(k, size, random) {
      const width = random.randint(2, 4);
      const start = random.randint(0, 2 * width);
      return (x, y) => ((across[k]!(x, y, size) + start) % (2 * width) < width ? 1 : 0);
    },
  });
}
