/** The settings of a run on pictures. docs/your-pictures.md tells how they were found. */
import type { TableSettings } from './fit.ts';
import { HIDDEN } from './convnet.ts';
import type { ReadImageOptions, RecipeName } from './image-options.ts';
import { everyOptimizerOption, optimizerRules } from './kinds.ts';
import { stepsPerEpoch } from './rates.ts';

/** All that training on pictures follows from. */
export interface ImageSettings extends TableSettings {
  readonly recipe: RecipeName;
}

/** What a recipe has, where nobody says otherwise. */
const RECIPES = {
  convnet: { hidden: [HIDDEN], dropout: 0.5, learningRate: 0.002 },
  dense: { hidden: [128, 128], dropout: 0, learningRate: 0.001 },
} as const;

/** How often the parameters are updated, and how often each picture is seen at least and at most. */
const STEPS = 2000;
const FEWEST = 3;
const MOST = 60;

const NAMES = ['layers', 'hidden', 'activation', 'initializer', 'weightScale', 'l1', 'l2', 'dropout', 'loss', 'labelSmoothing', 'epochs', 'batchSize', 'shuffle', 'schedule'] as const; // prettier-ignore

/** The settings for N pictures: those of the recipe, and above them what a person gave. */
export function imageSettings(options: ReadImageOptions, N: number): ImageSettings {
  const values: Readonly<Record<string, unknown>> = { ...options };
  const names = [...NAMES, ...everyOptimizerOption()].filter((name) => values[name] !== undefined);
  const given: Partial<ImageSettings> = Object.fromEntries(names.map((name) => [name, values[name]]));
  const { recipe, optimizer = 'adam', batchSize = 64, dotPrecision } = options;
  const { learningRate, ...network } = RECIPES[recipe];
  const rated = given.learningRate !== undefined || given.decay !== undefined;
  return {
    recipe,
    ...network,
    activation: 'relu',
    ...(given.weightScale === undefined && { initializer: 'heNormal' as const }),
    learningRate: optimizer === 'adam' ? learningRate : optimizerRules(optimizer).get('learningRate')?.fallback,
    l1: 0,
    l2: 0,
    penalized: 'weights',
    loss: 'categorical',
    optimizer,
    epochs: Math.min(MOST, Math.max(FEWEST, Math.ceil(STEPS / stepsPerEpoch({ batchSize }, N)))),
    batchSize,
    shuffle: true,
    schedule: rated ? 'constant' : 'cosine',
    dotPrecision,
    ...given,
  };
}
