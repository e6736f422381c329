import { settingsAfter, sizesOf, type Change } from './changes.ts';
import { ACTIVATION_NAMES, OPTIMIZER_NAMES } from './names.ts';
import { classesOf, isRegression, matters, type Settings } from './settings.ts';

/**
 * A TypeScript program that makes the same points and the same model and trains it as far: its parameters are those of the page, bit for
 * bit.
 *
 * @param epochs how many are done
 * @param changed what was changed on the way, and the steps that are taken in all
 */
export function programOf(settings: Settings, epochs: number, changed?: Changed): string {
  const { data, heldOut, seed } = settings;
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
    ...(changed ? changedLines(settings, changed, [X, y]) : []),
    ...(epochs > 0 && !changed ? [`await model.train(${X}, ${y}, ${trainText(settings, epochs)});`] : []),
    '',
    `console.log(model.evaluate(${X}, ${y}));`,
    ...(heldOut > 0 ? ['console.log(model.evaluate(XTest, yTest));'] : []),
  ].join('\n');
  const names = new Set(Array.from(body.matchAll(/(?:new |(?<![.\w]))([A-Za-z]\w*)(?=\()/g), ([, name]) => name!));
  const imported = [...names]
    .filter((name) => name !== 'take')
    .sort()
    .join(', ');
  const note = `The playground's run on ${data} data, to the bit.`;
  return `// ${note}\nimport { ${imported}${/\brandom\./.test(body) ? ', random' : ''} } from 'nnfs';\n\n${body}\n`;
}

/** The options that are not left at their defaults, as `{ name: value }`. */
function optionsText(options: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return given.length === 0 ? '' : `{ ${given.map(([name, value]) => `${name}: ${value!}`).join(', ')} }`;
}

function dataLines(settings: Settings): string[] {
  const { data, samples, noise, heldOut, dataSeed } = settings;
  const random = dataSeed === undefined ? undefined : 'points';
  const options = {
    samples,
    classes: matters('classes', settings) ? classesOf(settings) : undefined,
    noise: matters('noise', settings) && data !== 'sine' ? noise : undefined,
    dtype: data === 'sine' ? "'float32'" : undefined,
    random: data === 'sine' ? undefined : random,
  };
  const noisy = data === 'sine' && noise > 0;
  const lines = [`const { X, y${noisy ? ': sine' : ''} } = ${data}Data(${optionsText(options)});`];
  if (dataSeed !== undefined) lines.unshift(`const points = new RandomState(${dataSeed});`);
  if (noisy) lines.push(`const y = add(sine, multiply(${random ?? 'random'}.randn(sine.shape), ${noise}));`);
  if (heldOut > 0) {
    const split = optionsText({
      testShare: heldOut,
      stratify: classesOf(settings) > 0 ? 'true' : undefined,
      random,
    });
    lines.push(`const { XTrain, XTest, yTrain, yTest } = trainTestSplit(X, y, ${split});`);
  }
  return lines;
}

function layerLines(settings: Settings): string[] {
  const { hidden, activation, initializer, dropout, l2 } = settings;
  const start = initializer === 'book' ? undefined : `'${initializer}'`;
  const penalty = l2 > 0 ? l2 : undefined;
  const lines: string[] = [];
  const dense = (from: number, to: number, options: Parameters<typeof optionsText>[0]): void => {
    lines.push(`new Dense(${[from, to, optionsText(options)].filter((part) => part !== '').join(', ')})`);
  };
  let inputs = isRegression(settings) ? 1 : 2;
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
    if (change.name === 'rate') return `model.optimizer!.learningRate = ${change.value};`;
    return `model.set({ optimizer: ${optimizerText(settings)} });`;
  }
  const { layer, input, neuron, value } = change;
  const place = 2 * layer + (settings.dropout > 0 ? layer : 0);
  const at = input === undefined ? neuron : input * sizesOf(settings)[layer + 1]! + neuron;
  return `(model.layers[${place}] as Dense).${input === undefined ? 'biases' : 'weights'}.data[${at}] = ${value};`;
}
