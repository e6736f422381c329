import { ValueError, describe } from '../errors.ts';

/**
 * Colours that people who see colours differently can tell apart, chosen from those of Okabe and Ito and of Tol by the smallest distance
 * between any two.
 */
const [ORANGE, SKY, VERMILLION, YELLOW, BLUE] = ['#E69F00', '#56B4E9', '#D55E00', '#F0E442', '#0072B2'];
const [NAVY, TEAL, WINE, SAND] = ['#332288', '#44AA99', '#882255', '#DDCC77'];
const [OLIVE, ROSE] = ['#999933', '#CC6677'];

const PALETTES: Readonly<Record<number, readonly string[]>> = {
  1: [NAVY],
  2: [ORANGE, NAVY],
  3: [ORANGE, NAVY, TEAL],
  4: [ORANGE, SKY, NAVY, WINE],
  5: [SKY, VERMILLION, YELLOW, NAVY, WINE],
  6: [BLUE, ORANGE, SKY, NAVY, WINE, SAND],
  7: [SKY, YELLOW, BLUE, NAVY, OLIVE, ROSE, WINE],
  8: [BLUE, ORANGE, SKY, NAVY, WINE, SAND, ROSE, VERMILLION],
};

/**
 * A colour for each of so many classes, as `plotDecisionMap` has them; those of more than eight come again.
 *
 * @throws ValueError for what is no number of classes
 *
 * @example
 * import { classColors } from 'nnfs';
 * console.log(classColors(3)); // [ '#E69F00', '#332288', '#44AA99' ]
 */
export function classColors(classes: number): string[] {
  if (!Number.isSafeInteger(classes) || classes < 0) {
    throw new ValueError('classColors', 'classes to be a whole number, 0 or more', describe(classes));
  }
  const palette = PALETTES[Math.min(Math.max(classes, 1), 8)]!;
  return Array.from({ length: classes }, (_, k) => palette[k % palette.length]!);
}

/** From dark to light, in equal steps for the eye: the ends and the turns of cividis. */
const RAMP = ['#00224e', '#35456c', '#666970', '#948e77', '#c8b866', '#fee838'];

/**
 * The colour of a number, by its share of the way from the least to the greatest; those beyond have the ends' colours.
 *
 * @throws ValueError for what is no number
 *
 * @example
 * import { rampColor } from 'nnfs';
 * console.log(rampColor(0), rampColor(1)); // #00224e #fee838
 */
export function rampColor(share: number): string {
  if (typeof share !== 'number' || Number.isNaN(share)) throw new ValueError('rampColor', 'a share', describe(share));
  const at = Math.min(1, Math.max(0, share)) * (RAMP.length - 1);
  const below = Math.min(RAMP.length - 2, Math.floor(at));
  return mixed(RAMP[below]!, RAMP[below + 1]!, at - below);
}

/** A colour on the way from one to another, both as #rrggbb. */
export function mixed(from: string, to: string, share: number): string {
  const channels = [1, 3, 5].map((at) => {
    const [a, b] = [from, to].map((color) => Number.parseInt(color.slice(at, at + 2), 16)) as [number, number];
    return Math.round(a + (b - a) * share)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${channels.join('')}`;
}
