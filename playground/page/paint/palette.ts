/** Colours of the page, where they are painted; those of classes are the library's. */
type Channels = readonly [red: number, green: number, blue: number];

/** Of paper and ink: those of the style sheet. */
const SURFACE = {
  light: { paper: '#ffffff', ink: '#1b1d23', muted: '#5d6270', line: '#dfe1e8' },
  dark: { paper: '#181a20', ink: '#eceef3', muted: '#a3a9b8', line: '#343843' },
};

/** Of what is positive and negative. */
const SIGNED = {
  light: { positive: '#0072b2', negative: '#d97706' },
  dark: { positive: '#4fb3f0', negative: '#f0a03c' },
};

export const surface = (dark: boolean) => SURFACE[dark ? 'dark' : 'light'];
export const signed = (dark: boolean) => SIGNED[dark ? 'dark' : 'light'];

export function channels(color: string): Channels {
  const channel = (at: number): number => Number.parseInt(color.slice(at, at + 2), 16);
  return [channel(1), channel(3), channel(5)];
}

/** A colour on the way from one to another, as the four bytes of a pixel. */
export function mixed(from: Channels, to: Channels, share: number): readonly number[] {
  return [...from.map((channel, i) => Math.round(channel + (to[i]! - channel) * share)), 255];
}

/** Colours as whole pixels of a picture. */
export const pixelsOf = (colors: readonly (readonly number[])[]): Uint32Array =>
  new Uint32Array(Uint8ClampedArray.from(colors.flat()).buffer);

/** The pixels on the way from a colour to another, for each of some shares of it. */
export const pixelsBetween = (from: Channels, to: Channels, shares: readonly number[]): Uint32Array =>
  pixelsOf(shares.map((share) => mixed(from, to, share)));
