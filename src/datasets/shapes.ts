import { sincos } from '../tensor/kernels/float64.ts';
import { drawImages, type DrawnImages, type DrawnImagesOptions } from './drawn-images.ts';

const length = (x: number, y: number): number => Math.sqrt(x * x + y * y);

/** The larger distance from the middle along an axis: a square of half the side d has it everywhere on its border. */
const square = (x: number, y: number): number => Math.max(Math.abs(x), Math.abs(y));

/** Two bars along the axes, of a length of 2 r. */
const cross = (x: number, y: number, r: number): number =>
  Math.max(square(x, y) - r, Math.min(Math.abs(x), Math.abs(y)) - 0.25 * r);

/** How far a point lies outside of each shape of radius r about 0, y pointing down; below 0 inside. */
const OUTSIDE: Readonly<Record<string, (x: number, y: number, r: number) => number>> = {
  disc: (x, y, r) => length(x, y) - r,
  square: (x, y, r) => square(x, y) - 0.75 * r,
  triangle: (x, y, r) => Math.max(y, Math.sqrt(0.75) * Math.abs(x) - y / 2) - r / 2,
  ring: (x, y, r) => Math.abs(length(x, y) - 0.8 * r) - 0.2 * r,
  frame: (x, y, r) => Math.abs(square(x, y) - 0.6 * r) - 0.2 * r,
  cross,
  saltire: (x, y, r) => cross(Math.sqrt(0.5) * (x + y), Math.sqrt(0.5) * (x - y), r),
  moon: (x, y, r) => Math.max(length(x, y) - r, 0.8 * r - length(x - 0.5 * r, y)),
};

/**
 * Small drawn shapes, filled and with soft edges: each at a place, of a size and with a slant of its own.
 *
 *     X = clip(bright + noise * randn, 0, 1),  bright = clip(1/2 - the distance outside of the shape in pixels, 0, 1)
 *
 * The middle lies within a tenth of the size from that of the picture, the radius is 0.25 to 0.4 of the size, the slant 15 degrees at most to
 * either side: x, y, radius and slant are drawn for each picture in this order, all equally likely, then its noise.
 *
 * @returns X [classes * samples, size, size, 1], y and labels, class after class
 * @throws ValueError unless classes are 3 to 8, and size 8 or more
 *
 * @example
 * import { RandomState, shapesData } from 'nnfs';
 * const { X, labels } = shapesData({ samples: 1, classes: 5, size: 12, noise: 0, random: new RandomState(0) });
 * console.log(labels.join(' ')); // disc square triangle ring frame
 * const pictures = X.reshape([5, 12, 12]).toArray() as number[][][];
 * const text = (row: number[]) => row.map((bright) => '.:+#'[Math.round(3 * bright)]).join('');
 * for (let y = 0; y < 12; y++) console.log(pictures.map((rows) => text(rows[y]!)).join(' '));
 * // ............ ............ ............ ............ ............
 * // ............ ............ ......:..... ............ ............
 * // ....:++:.... .....::+.... ......#+.... .....:++:... ....:++#+...
 * // ...+####+... ..:+####.... .....+##:... ....+#++#+.. ..#######...
 * // ..:######+.. ...#####.... .....###+... ....#:..:#:. ..#+::.+#:..
 * // ..+#######.. ...+####:... ....+####:.. ...:#....#:. ..+#...:#:..
 * // ..########:. ...+####+... ....######.. ....#:..:#:. ..+#:..:#+..
 * // ..########.. ...:##+::... ...+######+. ....+#++#+.. ..:#:.:+#+..
 * // ..:######+.. ....:....... ..:::::::... .....:++:... ..:#######..
 * // ...+####+... ............ ............ ............ ...#++::....
 * // ....:++:.... ............ ............ ............ ............
 * // ............ ............ ............ ............ ............
 */
export function shapesData(options: DrawnImagesOptions = {}): DrawnImages {
  const outside = Object.values(OUTSIDE);
  const slanted = new Float64Array(2); // sine and cosine
  return drawImages('shapesData', options, {
    names: Object.keys(OUTSIDE),
    classes: { least: 3, usual: 3 },
    size: { least: 8, usual: 16 },
    begin(k, size, random) {
      const middleX = size * random.uniform(0.4, 0.6) - 0.5; // pixels count from the middle of the first
      const middleY = size * random.uniform(0.4, 0.6) - 0.5;
      const r = size * random.uniform(0.25, 0.4);
      sincos(random.uniform(-Math.PI / 12, Math.PI / 12), slanted);
      const [sin, cos] = [slanted[0]!, slanted[1]!];
      return (x, y) => {
        const dx = x - middleX;
        const dy = y - middleY;
        return Math.min(Math.max(0.5 - outside[k]!(dx * cos - dy * sin, dx * sin + dy * cos, r), 0), 1);
      };
    },
  });
}
