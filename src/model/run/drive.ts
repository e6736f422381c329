import { NnfsError } from '../../errors.ts';
import type { Callback, TrainingRun } from '../callbacks/callback.ts';
import type { EpochReport, StepReport } from '../history.ts';

/** What a callback wants to be waited for. */
export class Pending {
  readonly promise: Promise<unknown>;
  readonly hook: string;

  constructor(promise: Promise<unknown>, hook: string) {
    this.promise = promise;
    this.hook = hook;
  }

  /** The error where nobody can wait. */
  refuse(): NnfsError {
    this.promise.catch(() => undefined); // that it fails as well is no longer of interest
    return new NnfsError('Model.trainSteps', 'callbacks that return nothing', `a promise from ${this.hook}`, 'In await model.train callbacks may be asynchronous.'); // prettier-ignore
  }
}

function* wait(result: unknown, hook: string): Generator<Pending, void> {
  const then = (result as { readonly then?: unknown } | null | undefined)?.then;
  if (typeof then === 'function') yield new Pending(Promise.resolve(result), hook);
}

/** What there is to drive. */
export interface Course {
  readonly callbacks: readonly Callback[];
  readonly run: TrainingRun;
  /** Tells a callback that has begun what an equal one remembered. */
  readonly recall: (callback: Callback) => void;
  /** Whether a further step is wanted. */
  readonly goesOn: () => boolean;
  /** Takes a step and writes down what it saw; `epoch` is there after the last one of an epoch. */
  readonly next: () => { readonly step: StepReport; readonly epoch?: EpochReport };
  /** Prints an epoch. */
  readonly print: (report: EpochReport) => void;
  /** Called when all steps are taken, before callbacks are told the end. */
  readonly onFinish: () => void;
  /** Called when all is over, whatever brought it. */
  readonly onOver: () => void;
}

/**
 * One training run from beginning to end, for whoever takes its steps. All callbacks that saw the beginning are told the end, once,
 * whatever brings it; the first error is the one thrown, and later ones are attached to it, as `errors`.
 */
export function* drive(course: Course): Generator<StepReport | Pending, void, void> {
  const { callbacks, run } = course;
  const begun: Callback[] = [];
  let failure: { readonly error: unknown } | undefined;
  const fail = (error: unknown): void => {
    if (failure === undefined) failure = { error };
    else attach(failure.error, error);
  };
  try {
    for (const callback of callbacks) {
      yield* wait(callback.onBegin?.(run), 'onBegin');
      begun.push(callback);
      course.recall(callback);
    }
    while (course.goesOn()) {
      const { step, epoch } = course.next();
      for (const callback of callbacks) {
        const result = callback.onStep?.(step, run);
        if (result !== undefined) yield* wait(result, 'onStep');
      }
      if (epoch !== undefined) {
        course.print(epoch);
        for (const callback of callbacks) {
          const result = callback.onEpoch?.(epoch, run);
          if (result !== undefined) yield* wait(result, 'onEpoch');
        }
      }
      yield step;
    }
    course.onFinish();
  } catch (error) {
    fail(error);
  } finally {
    for (const callback of begun) {
      try {
        yield* wait(callback.onEnd?.(run), 'onEnd');
      } catch (error) {
        fail(error);
      }
    }
    course.onOver();
    // eslint-disable-next-line no-unsafe-finally -- whoever stops taking steps is told what failed at the end
    if (failure !== undefined) throw failure.error;
  }
}

function attach(first: unknown, later: unknown): void {
  if (!(first instanceof Error)) return;
  const { errors = [] } = first as { errors?: unknown[] };
  Object.assign(first, { errors: [...errors, later] });
}
