/** From the samples of a PNG file to bytes of gray, color and opacity. */
import { FormatError } from '../../errors.ts';
import type { PngParts } from './png-chunks.ts';

/** The samples of a row, whole numbers of 1, 2, 4, 8 or 16 bits each. */
export type Samples = Uint8Array | Uint16Array;

/** How samples become pixels. */
export interface PixelFormat {
  /** Bytes of a pixel. */
  readonly channels: number;
  /** Writes the pixels of a row to `out`, the first at `at`, each `step` behind the one before. */
  readonly place: (samples: Samples, out: Uint8Array, at: number, step: number) => void;
}

/** Reads `count` samples that lie close together, the highest bit first. */
export function samplesOf(row: Uint8Array, depth: number, count: number): Samples {
  if (depth === 8) return row;
  if (depth === 16) return Uint16Array.from({ length: count }, (_, i) => row[2 * i]! * 256 + row[2 * i + 1]!);
  const most = 2 ** depth - 1;
  return Uint8Array.from({ length: count }, (_, i) => {
    const bit = i * depth;
    return (row[bit >> 3]! >> (8 - depth - (bit & 7))) & most;
  });
}

/** @throws FormatError for a chunk tRNS that does not fit the kind of picture */
export function pixelFormat(name: string, parts: PngParts): PixelFormat {
  const { header, palette, transparency } = parts;
  const { channels, hasPalette } = header;
  const most = hasPalette ? palette.length / 3 : 2 * channels;
  if (transparency.length > 0) {
    const fits = hasPalette ? transparency.length <= most : channels % 2 === 1 && transparency.length === most;
    if (!fits) throw new FormatError(name, 'a chunk tRNS that fits its colors', `${transparency.length} bytes`);
  }
  return hasPalette ? ofPalette(name, palette, transparency) : ofSamples(parts);
}

/** A sample is the number of a color. */
function ofPalette(name: string, palette: Uint8Array, opacity: Uint8Array): PixelFormat {
  const count = palette.length / 3;
  const channels = opacity.length > 0 ? 4 : 3;
  const place: PixelFormat['place'] = (samples, out, at, step) => {
    for (let i = 0; i < samples.length; i++, at += step) {
      const color = samples[i]!;
      if (color >= count) throw new FormatError(name, `colors below ${count}`, String(color), 'It is damaged.');
      for (let c = 0; c < 3; c++) out[at + c] = palette[3 * color + c]!;
      if (channels === 4) out[at + 3] = opacity[color] ?? 255;
    }
  };
  return { channels, place };
}

/** A sample is the brightness of a channel; a pixel of just the samples in `transparency` is transparent. */
function ofSamples({ header: { channels, depth }, transparency }: PngParts): PixelFormat {
  const key = samplesOf(transparency, 16, transparency.length / 2);
  const all = channels + (key.length > 0 ? 1 : 0);
  const factor = 255 / (2 ** Math.min(depth, 8) - 1);
  const place: PixelFormat['place'] = (samples, out, at, step) => {
    for (let i = 0; i < samples.length; i += channels, at += step) {
      let different = false;
      for (let c = 0; c < channels; c++) {
        const sample = samples[i + c]!;
        out[at + c] = depth === 16 ? sample >> 8 : sample * factor;
        different ||= sample !== key[c];
      }
      if (all > channels) out[at + channels] = different ? 255 : 0;
    }
  };
  return { channels: all, place };
}
