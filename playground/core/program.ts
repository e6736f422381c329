import { ACTIVATION_NAMES, OPTIMIZER_NAMES } from './names.ts';
import { isStratified } from './data.ts';
import { LEVELS, decodePoints } from './points.ts';
import { classesOf, heldOutOf, isRegression, matters, taskOf, type Settings } from './settings.ts';

/**
 * A TypeScript program that makes the same points and the same model and trains it as far: its parameters are those of the page, bit for
 * bit.
 *
 * @param epochs how many are done
 */
export function programOf(settings: Settings, epochs: number): string {
  const { data, seed } = settings;
  const heldOut = heldOutOf(settings);
  const regression = isRegression(settings);
  const [X, y] = heldOut > 0 ? ['XTrain', 'yTrain'] : ['X', 'y'];
  const body = [
    seed === 0 ? 'init();' : `init({ seed: ${seed} });`,
    ...dataLines(settings),
    '',
    'const model = new Model([',
    ...layerLines(settings).map((line) => `  ${line},`),
    ']);',
    `model.set({ loss: new ${regression ? 'MeanSquaredError' : 'CategoricalCrossentropy'}(), optimizer: ${optimizerText(settings)} });`,
    ...(epochs > 0 ? [`await model.train(${X}, ${y}, ${trainText(settings, epochs)});`] : []),
    '',
    `console.log(model.evaluate(${X}, ${y}));`,
    ...(heldOut > 0 ? ['console.log(model.evaluate(XTest, yTest));'] : []),
  ].join('\n');
  const names = new Set(Array.from(body.matchAll(/(?:new |(?<![.\w]))([A-Za-z]\w*)(?=\()/g), ([, name]) => name!));
  const imported = [...names].sort().join(', ');
  const note = `The playground's run on ${data} data, to the bit.`;
  return `// ${note}\nimport { ${imported}${/\brandom\./.test(body) ? ', random' : ''} } from 'nnfs';\n\n${body}\n`;
}

/** Points on a line of the program. */
const A_LINE = 8;

/** The options that are not left at their defaults, as `{ name: value }`. */
function optionsText(options: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return given.length === 0 ? '' : `{ ${given.map(([name, value]) => `${name}: ${value!}`).join(', ')} }`;
}

function dataLines(settings: Settings): string[] {
  const { dataSeed } = settings;
  const heldOut = heldOutOf(settings);
  const random = dataSeed === undefined ? undefined : 'points';
  const lines = settings.data === 'drawn' ? drawnLines(settings) : generatedLines(settings, random);
  if (dataSeed !== undefined) lines.unshift(`const points = new RandomState(${dataSeed});`);
  if (heldOut > 0) {
    const stratify = isStratified(settings) ? 'true' : undefined;
    const split = optionsText({ testShare: heldOut, stratify, random });
    lines.push(`const { XTrain, XTest, yTrain, yTest } = trainTestSplit(X, y, ${split});`);
  }
  return lines;
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

function layerLines(settings: Settings): string[] {
  const { hidden, activation, initializer, dropout, l2 } = settings;
  const start = initializer === 'book' ? undefined : `'${initializer}'`;
  const penalty = l2 > 0 ? l2 : undefined;
  const lines: string[] = [];
  const dense = (from: number, to: number, options: Parameters<typeof optionsText>[0]): void => {
    lines.push(`new Dense(${[from, to, optionsText(options)].filter((part) => part !== '').join(', ')})`);
  };
  let inputs = taskOf(settings) === 'curve' ? 1 : 2;
  for (const neurons of hidden) {
    dense(inputs, neurons, { initializer: start, weightRegularizerL2: penalty, biasRegularizerL2: penalty });
    lines.push(`new ${ACTIVATION_NAMES[activation]}()`);
    if (dropout > 0) lines.push(`new Dropout(${dropout})`);
    inputs = neurons;
  }
  dense(inputs, classesOf(settings) || 1, { initializer: start });
  lines.push(`new ${isRegression(settings) ? 'Linear' : 'Softmax'}()`);
  return lines;
}

function optimizerText(settings: Settings): string {
  const { optimizer, rate: learningRate, decay, momentum } = settings;
  const options = {
    learningRate,
    decay: decay > 0 ? decay : undefined,
    momentum: matters('momentum', settings) && momentum > 0 ? momentum : undefined,
  };
  return `new ${OPTIMIZER_NAMES[optimizer]}(${optionsText(options)})`;
}

function trainText(settings: Settings, epochs: number): string {
  const { batch, shuffle } = settings;
  return optionsText({
    epochs,
    batchSize: batch > 0 ? batch : undefined,
    shuffle: batch > 0 && shuffle === 'yes' ? 'true' : undefined,
  });
}
