/** Colours that people who see colours differently can tell apart; those of `plotDecisionMap`. */
const [ORANGE, SKY, VERMILLION, YELLOW, BLUE] = ['#E69F00', '#56B4E9', '#D55E00', '#F0E442', '#0072B2'];
const [NAVY, TEAL, WINE, SAND] = ['#332288', '#44AA99', '#882255', '#DDCC77'];

const PALETTES: Readonly<Record<number, readonly string[]>> = {
  2: [ORANGE, NAVY],
  3: [ORANGE, NAVY, TEAL],
  4: [ORANGE, SKY, NAVY, WINE],
  5: [SKY, VERMILLION, YELLOW, NAVY, WINE],
  6: [BLUE, ORANGE, SKY, NAVY, WINE, SAND],
  7: [BLUE, ORANGE, SKY, NAVY, WINE, SAND, TEAL],
  8: [BLUE, ORANGE, SKY, NAVY, WINE, SAND, TEAL, VERMILLION],
};

/** A colour for each of so many classes; one for numbers. */
export function classColors(classes: number): readonly string[] {
  return PALETTES[classes] ?? [BLUE];
}

/** Shapes that tell classes apart where colours do not: paths around a place, some 8 pixels wide. */
export const SHAPES = [
  'M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z', // circle
  'M-3.2 -3.2h6.4v6.4h-6.4z', // square
  'M0 -4.2l4.2 7.2h-8.4z', // triangle
  'M0 -4.4l4.4 4.4l-4.4 4.4l-4.4 -4.4z', // diamond
  'M0 4.2l-4.2 -7.2h8.4z', // triangle upside down
  'M-1.4 -4h2.8v2.6h2.6v2.8h-2.6v2.6h-2.8v-2.6h-2.6v-2.8h2.6z', // plus
  'M-4 -2.5h8v5h-8z', // wide
  'M-2.5 -4h5v8h-5z', // high
];

type Channels = readonly [red: number, green: number, blue: number];

/** Of paper and ink: those of the style sheet. */
export const SURFACE = {
  light: { paper: '#ffffff', ink: '#1b1d23', muted: '#5d6270', line: '#dfe1e8' },
  dark: { paper: '#181a20', ink: '#eceef3', muted: '#a3a9b8', line: '#343843' },
};

/** Of what is positive and negative. */
export const SIGNED = {
  light: { positive: '#0072b2', negative: '#d97706' },
  dark: { positive: '#4fb3f0', negative: '#f0a03c' },
};

export function channels(color: string): Channels {
  const channel = (at: number): number => Number.parseInt(color.slice(at, at + 2), 16);
  return [channel(1), channel(3), channel(5)];
}

/** A colour on the way from one to another, as the four bytes of a pixel. */
export function mixed(from: Channels, to: Channels, share: number): readonly number[] {
  return [...from.map((channel, i) => Math.round(channel + (to[i]! - channel) * share)), 255];
}
