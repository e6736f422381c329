/** The parts of an exported program that are about pictures. */
import { ACTIVATION_NAMES } from './names.ts';
import { classesOf, heldOutOf, sketchesOf, type ImageSettings } from '../settings/settings.ts';
import { optionsText, penaltiesOf } from './text.ts';
import { digitLines } from '../data/digit-lines.ts';
import { SETS } from '../settings/image-sets.ts';
import { LEVELS } from '../settings/sketches.ts';
import { mapSizesOf } from '../settings/image-sizes.ts';

/** Lines that make X and y of the whole set, and those that add sketches to what is for training. */
export function imageLines(
  settings: ImageSettings,
  random: string | undefined,
  digits: string | undefined,
): { readonly all: string[]; readonly more: string[] } {
  const { data } = settings;
  const sketches = sketchesOf(settings);
  if (data === 'sketches') return { all: sketchLines(settings, 'X', 'y'), more: [] };
  const [X, y] = heldOutOf(settings) > 0 ? ['XTrain', 'yTrain'] : ['X', 'y'];
  const more = [
    ...sketchLines(settings, 'XDrawn', 'yDrawn'),
    `const XAll = concat([${X}, XDrawn]);`,
    `const yAll = concat([${y}, yDrawn]);`,
  ];
  const all = data === 'digits' ? linesOfDigits(digits!) : generatedLines(settings, random);
  return { all, more: sketches.length > 0 ? more : [] };
}

/** What a program calls the inputs and the targets that it trains with, where sketches are among them. */
export const joinedNames = (settings: ImageSettings): readonly [X: string, y: string] | undefined =>
  settings.data !== 'sketches' && sketchesOf(settings).length > 0 ? ['XAll', 'yAll'] : undefined;

function generatedLines(settings: ImageSettings, random: string | undefined): string[] {
  const { data, samples, noise } = settings;
  const classes = classesOf(settings);
  const options = optionsText({ samples, classes, size: SETS[data].side, noise, random });
  return [`const { X, y } = ${data}Data(${options});`];
}

const pixelsOf = (line: string): string =>
  `Array.from(${line}, (level) => Number.parseInt(level, ${LEVELS + 1}) / ${LEVELS})`;

function linesOfDigits(digits: string): string[] {
  const lines = digitLines(digits);
  const { side, labels } = SETS.digits;
  const each = lines.length / labels!.length;
  return [
    '// E. Alpaydin, C. Kaynak, Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, 1998, CC BY 4.0.',
    'const digits = [',
    ...lines.map((line) => `  '${line}',`),
    '];',
    `const X = tensor(digits.map((line) => ${pixelsOf('line')})).reshape([${lines.length}, ${side}, ${side}, 1]);`,
    `const y = tensor(digits.map((_, n) => Math.floor(n / ${each})), 'int32');`,
  ];
}

/** A line a sketch: its class, and its pixels. */
function sketchLines(settings: ImageSettings, X: string, y: string): string[] {
  const { side } = SETS[settings.data];
  const sketches = sketchesOf(settings);
  const texts = sketches.map(({ mark, pixels }) => {
    const levels = Array.from(pixels, (level) => level.toString(LEVELS + 1));
    return `  '${mark} ${levels.join('')}',`;
  });
  const shape = `[${sketches.length}, ${side}, ${side}, 1]`;
  return [
    'const drawn = [',
    ...texts,
    '];',
    `const ${X} = tensor(drawn.map((line) => ${pixelsOf('line.slice(2)')})).reshape(${shape});`,
    `const ${y} = tensor(drawn.map((line) => Number.parseInt(line, 10)), 'int32');`,
  ];
}

/** The layers in front of the dense ones, as `makeFront` makes them. */
export function frontLines(settings: ImageSettings): string[] {
  const { shift, turn, conv, activation, initializer } = settings;
  const sizes = mapSizesOf(settings);
  const moved = "{ fillMode: 'constant' }";
  return [
    ...(shift > 0 ? [`new RandomTranslation(${shift}, ${shift}, ${moved})`] : []),
    ...(turn > 0 ? [`new RandomRotation(${turn}, ${moved})`] : []),
    ...conv.flatMap((filters, k) => {
      const start = initializer === 'book' ? 'scaledNormal()' : `'${initializer}'`;
      const options = optionsText({ padding: "'same'", initializer: start, ...penaltiesOf(settings) });
      return [
        `new Conv2D(${sizes[k]!.maps}, ${filters}, 3, ${options})`,
        `new ${ACTIVATION_NAMES[activation]}()`,
        'new MaxPooling2D(2)',
      ];
    }),
    'new Flatten()',
  ];
}
