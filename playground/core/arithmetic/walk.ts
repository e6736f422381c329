import { Dense, type Tensor } from 'nnfs';
import type { Run } from '../run/run.ts';
import { isImages, isRegression } from '../settings/settings.ts';
import { dbiasesPage, dinputsPage, dweightsPage, gatePage } from './back.ts';
import { activationPage, neuronPage, type Spot } from './forward.ts';
import { frontBackPages } from './front-back.ts';
import { frontPages } from './front.ts';
import type { Page } from './lines.ts';
import { lossPage, slopePage, softmaxPage } from './loss.ts';
import { stagesOf } from './stages.ts';
import { ratePage, updatePages } from './update.ts';
import { passedBy, passedIn, takeStep, type Taken } from './taken.ts';

/** What is followed: a sample, those for training first, and a way through the network: an input, and a neuron of each dense layer. */
export interface Place {
  readonly sample: number;
  readonly way: readonly number[];
  /** Of pictures, which filter of a convolution in front of the last, from 0; by default that of the largest product. */
  readonly filters?: Readonly<Record<number, number>>;
}

/** The arithmetic of the step that a run takes next. */
export interface Walk {
  /** The step that the run stands at. */
  readonly step: number;
  /** Where the way back is missing: it is not for a sample held out or of another batch, nor where the step leaves the finite numbers. */
  readonly missing: 'heldOut' | 'otherBatch' | 'diverges' | undefined;
  /** A sample of the step's batch. */
  readonly other: number | undefined;
  readonly pages: readonly Page[];
}

/** The step of each run that was looked at last. */
const taken = new WeakMap<Run, { readonly step: number; readonly taken: Taken | undefined }>();

function nextStep(run: Run): Taken | undefined {
  const { step } = run;
  const known = taken.get(run);
  if (known?.step === step) return known.taken;
  const next = takeStep(run);
  taken.set(run, { step, taken: next });
  return next;
}

/**
 * The step that a run takes next, number by number along a way through the network, in the order of the chapters: forward through
 * each layer, loss, back through each layer, optimizer. Each number is worked out here from those before it, and stands beside the
 * library's.
 */
export function walk(run: Run, { sample: asked, way, filters }: Place): Walk {
  const { training, heldOut } = run.data;
  const N = training.X.shape[0]!;
  if (N === 0) return { step: run.step, missing: undefined, other: undefined, pages: [] };
  const sample = within(asked, N + (heldOut?.X.shape[0] ?? 0));
  const isHeldOut = sample >= N;
  const [part, n] = isHeldOut ? [heldOut!, sample - N] : [training, sample];
  const target = part.y.data[n]!;
  const step = nextStep(run);
  const row =
    isHeldOut || step === undefined
      ? -1
      : rowIn(step.view.inputs, step.view.targets, part.X.slice(n, n + 1).data, target);
  const there = row >= 0 ? step : undefined;
  const passed = there ? passedIn(there) : passedBy(run.copy(), part.X.slice(n, n + 1));
  const missing = there ? undefined : isHeldOut ? 'heldOut' : step ? 'otherBatch' : 'diverges';
  const spots = run.model.layers
    .flatMap((each, at): Omit<Spot, 'layer' | 'neuron' | 'input' | 'weight'>[] => {
      if (!(each instanceof Dense)) return [];
      const { weights, biases } = each;
      return [{ passed, row: Math.max(0, row), at, weights, biases }];
    })
    .map((spot, layer): Spot => {
      const [input, neuron] = [within(way[layer], spot.weights.shape[0]!), within(way[layer + 1], spot.biases.size)];
      return { ...spot, layer, neuron, input, weight: [input, neuron] };
    });
  const last = spots.at(-1);
  const regression = isRegression(run.settings);
  const stages = isImages(run.settings)
    ? stagesOf({ ...passed, layers: run.model.layers }, Math.max(0, row), spots[0]!.input, filters)
    : [];
  const forward = spots.flatMap((spot) => [
    neuronPage(spot),
    spot === last && !regression ? softmaxPage(spot) : activationPage(spot),
  ]);
  const loss = lossPage(last, target, there);
  const back = there ? [...backPages(spots, target, there, regression), ...frontBackPages(stages, there)] : [];
  const update = there
    ? [ratePage(there), ...[...stages, ...spots].flatMap((followed) => updatePages(there, followed))]
    : [];
  const other = step && rowIn(training.X, training.y, step.view.inputs.slice(0, 1).data, step.view.targets.data[0]!);
  return {
    step: run.step,
    missing,
    other,
    pages: [...frontPages(stages), ...forward, loss, ...back, ...update],
  };
}

/** A page may still show the run before this one: what is not there is the last that is. */
const within = (index: number | undefined, count: number): number => Math.min(index ?? 0, count - 1);

function backPages(spots: readonly Spot[], target: number, step: Taken, regression: boolean): Page[] {
  return [...spots]
    .reverse()
    .flatMap((spot, i) => [
      ...(i === 0 ? [slopePage(spot, target, step)] : []),
      ...(i > 0 || regression ? [gatePage(spot, step)] : []),
      dweightsPage(spot, step),
      dbiasesPage(spot, step),
      ...(step.view.layers[spot.at]!.dinputs !== undefined ? [dinputsPage(spot, step)] : []),
    ]);
}

/** Where a sample is among others; -1 where it is not. */
function rowIn(inputs: Tensor, targets: Tensor, X: ArrayLike<number>, target: number): number {
  const N = targets.size;
  const I = inputs.size / N;
  for (let n = 0; n < N; n++) {
    let same = targets.data[n] === target;
    for (let i = 0; i < I; i++) same &&= inputs.data[n * I + i] === X[i];
    if (same) return n;
  }
  return -1;
}
