/** The options by which pictures are read. */
import type { Option } from 'commander';
import type { ImageFolderOptions } from '../../datasets/image-folder.ts';
import { countOption, option } from '../options.ts';
import { wholeNumber } from '../text.ts';

/** What they were set to. */
export interface PictureFlags {
  /** `28`, or `28x32`, height first. */
  readonly size?: string;
  readonly channels?: 1 | 3;
  readonly background?: number;
  readonly maxPixels?: number;
}

export const PICTURE_FLAGS = [
  'size',
  'channels',
  'background',
  'maxPixels',
] as const satisfies readonly (keyof PictureFlags)[];

/** @param ofModel whether a model says how many channels there are */
export function pictureOptions(ofModel = false): readonly Option[] {
  const digits = (text: string): number => wholeNumber(text) ?? NaN;
  return [
    option<string | undefined>(
      '--size <size>',
      'bring all pictures to it: a side, or HEIGHTxWIDTH (default: as they are, and all alike)',
      undefined,
      'a side such as 28, or a height and a width such as 28x32',
      (text) => (/^[1-9]\d{0,4}(x[1-9]\d{0,4})?$/.test(text) ? text : undefined),
    ),
    ...(ofModel ? [] : [channelsOption()]),
    option<number | undefined>(
      '--background <gray>',
      'what is behind transparent pixels: 0 for black to 255 for white',
      undefined,
      'a whole number from 0 to 255',
      (text) => (digits(text) <= 255 ? digits(text) : undefined),
    ),
    countOption('--max-pixels <count>', 'the most that a picture may have (default: 67108864)'),
  ];
}

function channelsOption(): Option {
  return option<number | undefined>(
    '--channels <count>',
    '1 makes all gray, 3 all colored (default: 1 where all are gray)',
    undefined,
    '1 or 3',
    (text) => [1, 3].find((count) => String(count) === text),
  );
}

/** The flags in the words of the library. */
export function pictureReading({ size, channels, background, maxPixels }: PictureFlags): ImageFolderOptions {
  return {
    ...(size !== undefined && { size: sidesOf(size) }),
    ...(channels !== undefined && { channels }),
    ...(background !== undefined && { background }),
    ...(maxPixels !== undefined && { maxPixels }),
  };
}

function sidesOf(text: string): readonly [height: number, width: number] {
  const [height, width = height] = text.split('x').map(Number);
  return [height!, width!];
}

/** A size as `--size` takes it. */
export function sizeText([height, width]: readonly number[]): string {
  return `${height!}x${width!}`;
}
