/** The part of an exported program that makes the points. */
import { isStratified } from '../data/data.ts';
import { LEVELS, decodePoints } from '../settings/points.ts';
import { classesOf, heldOutOf, isImages, matters, taskOf, type Settings } from '../settings/settings.ts';
import { imageLines } from './program-images.ts';
import { optionsText } from './text.ts';

/** A file of a table, and how many inputs it makes; or of pictures, which a program has in itself. */
export interface FileOf {
  readonly name: string;
  readonly inputs: number;
  readonly text?: string;
  /** The columns that are read, where that is not left to the encoder. */
  readonly features?: readonly string[] | undefined;
}

/** Points on a line of the program. */
const A_LINE = 8;

/** The lines that make X and y, or XTrain, yTrain, XTest and yTest where some are held out. */
export function dataLines(settings: Settings, file: FileOf | undefined): string[] {
  const { dataSeed } = settings;
  const heldOut = heldOutOf(settings);
  const random = dataSeed === undefined ? undefined : 'points';
  if (settings.data === 'table') return tableLines(settings, random, file);
  const images = isImages(settings) ? imageLines(settings, random, file?.text) : undefined;
  const lines = images?.all ?? (settings.data === 'drawn' ? drawnLines(settings) : generatedLines(settings, random));
  if (dataSeed !== undefined) lines.unshift(`const points = new RandomState(${dataSeed});`);
  if (heldOut > 0) {
    const stratify = isStratified(settings) ? 'true' : undefined;
    const split = optionsText({ testShare: heldOut, stratify, random });
    lines.push(`const { XTrain, XTest, yTrain, yTest } = trainTestSplit(X, y, ${split});`);
  }
  return [...lines, ...(images?.more ?? [])];
}

function generatedLines(settings: Settings, random: string | undefined): string[] {
  const { data, samples, noise } = settings;
  const noisy = (y: string): string =>
    noise > 0 ? `add(${y}, multiply(${random ?? 'random'}.randn(${y}.shape), ${noise}))` : y;
  if (data === 'hills') {
    return [
      `const X = ${random ?? 'random'}.uniform(-1, 1, [${samples}, 2]);`,
      'const hill = exp(multiply(sum(square(subtract(X, 0.4)), { axis: 1, keepDims: true }), -4));',
      'const valley = exp(multiply(sum(square(subtract(X, -0.4)), { axis: 1, keepDims: true }), -4));',
      'const hills = subtract(hill, valley);',
      `const y = ${noisy('hills')};`,
    ];
  }
  const options = {
    samples,
    classes: matters('classes', settings) ? classesOf(settings) : undefined,
    noise: matters('noise', settings) && data !== 'sine' ? noise : undefined,
    dtype: data === 'sine' ? "'float32'" : undefined,
    random: data === 'sine' ? undefined : random,
  };
  const isNoisy = data === 'sine' && noise > 0;
  const lines = [`const { X, y${isNoisy ? ': sine' : ''} } = ${data}Data(${optionsText(options)});`];
  if (isNoisy) lines.push(`const y = ${noisy('sine')};`);
  return lines;
}

/** Points drawn by hand stand in the program, some on each line. */
function drawnLines(settings: Settings): string[] {
  const points = decodePoints(settings.points)!;
  const task = taskOf(settings);
  const list = (name: string, texts: readonly string[], dtype = ''): string[] => {
    const rows = texts.flatMap((_, i) => (i % A_LINE === 0 ? [`  ${texts.slice(i, i + A_LINE).join(', ')},`] : []));
    return [`const ${name} = tensor([`, ...rows, `]${dtype});`];
  };
  const X = points.map(({ x, y }) => (task === 'curve' ? `[${x}]` : `[${x}, ${y}]`));
  const y = points.map((point) => {
    if (task === 'classes') return String(point.mark);
    return `[${task === 'curve' ? point.y : LEVELS[point.mark]!}]`;
  });
  return [...list('X', X), ...list('y', y, task === 'classes' ? ", 'int32'" : '')];
}

/** As `OwnTable` does it: the encoder learns from the rows for training alone. */
function tableLines(settings: Settings, random: string | undefined, file: FileOf | undefined): string[] {
  const { target, heldOut, dataSeed } = settings;
  const task = classesOf(settings) > 0 ? 'classification' : 'regression';
  const made = (X: string, y: string, rows: string): string[] => [
    `const ${X} = encoder.transformInputs(${rows});`,
    `const ${y} = encoder.transformTarget(${rows});`,
  ];
  const features = file?.features && JSON.stringify(file.features);
  const lines = [
    `const encoder = new TableEncoder(${optionsText({ target: JSON.stringify(target), task: `'${task}'`, features })});`,
    `const table = encoder.labeled(parseCsv(readFileSync(${JSON.stringify(file?.name ?? 'table.csv')})));`,
  ];
  if (heldOut === 0) return [...lines, 'encoder.fit(table);', ...made('X', 'y', 'table')];
  return [
    ...(dataSeed === undefined ? [] : [`const points = new RandomState(${dataSeed});`]),
    ...lines,
    "const rows = arange(0, table.rows, 1, 'int32');",
    `const split = trainTestSplit(rows, rows, ${optionsText({ testShare: heldOut, random })});`,
    'const training = table.take(split.XTrain.data);',
    'encoder.fit(training);',
    ...made('XTrain', 'yTrain', 'training'),
    'const test = encoder.known(table.take(split.XTest.data));',
    ...made('XTest', 'yTest', 'test'),
  ];
}
