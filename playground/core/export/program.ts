import { isRate, placeIn, settingsAfter, sizesOf, type Change } from '../settings/changes.ts';
import {
  classesOf,
  drawnCount,
  heldOutOf,
  isImages,
  isRegression,
  matters,
  type Settings,
} from '../settings/settings.ts';
import { ACTIVATION_NAMES, OPTIMIZER_NAMES } from './names.ts';
import { dataLines, type FileOf } from './program-data.ts';
import { frontLines, joinedNames } from './program-images.ts';
import { optionsText, penaltiesOf } from './text.ts';

/**
 * A TypeScript program that makes the same points and the same model and trains it as far: its parameters are those of the page, bit for
 * bit.
 *
 * @param epochs how many are done
 * @param file where the points are those of a table, which file that was; and the pictures of the set of digits
 * @param changed what was changed on the way, and the steps that are taken in all
 */
export function programOf(settings: Settings, epochs: number, file?: FileOf, changed?: Changed): string {
  const { data, seed } = settings;
  const heldOut = heldOutOf(settings);
  const regression = isRegression(settings);
  const joined = isImages(settings) ? joinedNames(settings) : undefined;
  const [X, y] = joined ?? (heldOut > 0 ? ['XTrain', 'yTrain'] : ['X', 'y']);
  const body = [
    seed === 0 ? 'init();' : `init({ seed: ${seed} });`,
    ...dataLines(settings, file),
    '',
    'const model = new Model([',
    ...layerLines(settings, file).map((line) => `  ${line},`),
    ']);',
    `model.set({ loss: new ${regression ? 'MeanSquaredError' : 'CategoricalCrossentropy'}(), optimizer: ${optimizerText(settings)} });`,
    ...(changed ? changedLines(settings, changed, [X, y]) : []),
    ...(epochs > 0 && !changed ? [`await model.train(${X}, ${y}, ${trainText(settings, epochs)});`] : []),
    '',
    ...(drawnCount(settings) === 0 ? [] : [`console.log(model.evaluate(${X}, ${y}));`]),
    ...(heldOut > 0 ? ['console.log(model.evaluate(XTest, yTest));'] : []),
  ].join('\n');
  const code = body.replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'/g, ''); // texts may have any names in them
  const names = new Set(Array.from(code.matchAll(/(?:new |(?<![.\w]))([A-Za-z]\w*)(?=\()/g), ([, name]) => name!));
  names.delete('take'); // which it has of its own
  const readsFile = names.delete('readFileSync');
  const imported = [...names].sort().join(', ');
  return [
    `// The playground's run on ${data} data, to the bit.`,
    ...(readsFile ? ["import { readFileSync } from 'node:fs';"] : []),
    `import { ${imported}${/\brandom\./.test(code) ? ', random' : ''} } from 'nnfs';`,
    '',
    body,
    '',
  ].join('\n');
}

function layerLines(settings: Settings, file?: FileOf): string[] {
  const { hidden, activation, initializer, dropout } = settings;
  const start = initializer === 'book' ? undefined : `'${initializer}'`;
  const lines = isImages(settings) ? frontLines(settings) : [];
  const dense = (from: number, to: number, options: Parameters<typeof optionsText>[0]): void => {
    lines.push(`new Dense(${[from, to, optionsText(options)].filter((part) => part !== '').join(', ')})`);
  };
  let [inputs] = sizesOf(settings, file?.inputs) as [number];
  for (const neurons of hidden) {
    dense(inputs, neurons, { initializer: start, ...penaltiesOf(settings) });
    lines.push(`new ${ACTIVATION_NAMES[activation]}()`);
    if (dropout > 0) lines.push(`new Dropout(${dropout})`);
    inputs = neurons;
  }
  dense(inputs, classesOf(settings) || 1, { initializer: start });
  lines.push(`new ${isRegression(settings) ? 'Linear' : 'Softmax'}()`);
  return lines;
}

function optimizerText(settings: Settings): string {
  const { optimizer, decay, momentum } = settings;
  const options = {
    learningRate: rateText(settings),
    decay: decay > 0 ? decay : undefined,
    momentum: matters('momentum', settings) && momentum > 0 ? momentum : undefined,
  };
  return `new ${OPTIMIZER_NAMES[optimizer]}(${optionsText(options)})`;
}

function rateText({ rate, schedule, scheduleSteps: steps }: Settings): string {
  switch (schedule) {
    case 'constant':
      return String(rate);
    case 'halving':
      return `stepDecay({ rate: ${rate}, every: ${steps} })`;
    case 'cosine':
      return `cosineDecay({ rate: ${rate}, steps: ${steps} })`;
    case 'oneCycle':
      return `oneCycle({ rate: ${rate}, steps: ${steps} })`;
    case 'warmup':
      return `warmup({ steps: ${steps}, then: ${rate} })`;
  }
}

function trainText(settings: Settings, epochs: number): string {
  const { batch, shuffle } = settings;
  return optionsText({
    epochs,
    batchSize: batch > 0 ? batch : undefined,
    shuffle: batch > 0 && shuffle === 'yes' ? 'true' : undefined,
  });
}

/** A run with changes on the way. */
export interface Changed {
  readonly changes: readonly Change[];
  readonly steps: number;
}

/** Steps, with the changes between them. */
function changedLines(settings: Settings, { changes, steps }: Changed, [X, y]: readonly [string, string]): string[] {
  const lines = [
    'function take(steps: number): void {',
    `  for (const _ of model.trainSteps(${X}, ${y}, ${trainText(settings, 1_000_000_000)})) if (--steps === 0) return;`,
    '}',
  ];
  const made = changes.filter(({ step }) => step <= steps);
  let done = 0;
  for (const [i, change] of made.entries()) {
    if (change.step > done) lines.push(`take(${change.step - done});`);
    done = change.step;
    lines.push(changeText(change, settingsAfter({ settings, changes }, i + 1)));
  }
  return steps > done ? [...lines, `take(${steps - done});`] : lines;
}

function changeText(change: Change, settings: Settings): string {
  if ('name' in change) {
    if (isRate(change.name)) return `model.optimizer!.learningRate = ${rateText(settings)};`;
    return `model.set({ optimizer: ${optimizerText(settings)} });`;
  }
  const { kind, parameter, value } = change;
  const ofKind = layerLines(settings).flatMap((line, i) => (line.startsWith(`new ${kind}(`) ? [i] : []));
  const layer = `(model.layers[${ofKind[change.layer]!}] as ${kind})`;
  return `${layer}.${parameter}.data[${placeIn(change, settings)}] = ${value};`;
}
