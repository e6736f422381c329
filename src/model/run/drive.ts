import { NnfsError } from '../../errors.ts';
import { isArray } from '../../tensor/shape.ts';
import type { Callback, Memory } from '../callbacks/callback.ts';
import type { EpochReport, StepReport } from '../history.ts';
import type { Run } from './run.ts';

/** What there is to drive. */
export interface Course {
  readonly run: Run;
  readonly callbacks: readonly Callback[];
  /** What equal callbacks remembered, by their names. */
  readonly known: ReadonlyMap<string, Memory>;
  /** Whether callbacks may be asynchronous: what they are waited for is given among the reports. */
  readonly waits: boolean;
  /** Whether a further step is wanted. */
  readonly goesOn: () => boolean;
  /** Takes a step and writes down what it saw; `epoch` is there after the last one of an epoch. */
  readonly next: () => { readonly step: StepReport; readonly epoch?: EpochReport };
  /** Called when all steps are taken, before callbacks are told the end. */
  readonly onFinish: () => void;
  /** Called when all is over, whatever brought it. */
  readonly onOver: () => void;
}

/**
 * One training run from beginning to end, for whoever takes its steps. All callbacks that saw the beginning are told the end, once,
 * whatever brings it; the first error is the one thrown, and later ones are attached to it, as `errors`.
 */
export function* drive(course: Course): Generator<StepReport | Promise<unknown>, void, void> {
  const { callbacks, run, known, waits } = course;
  const begun: Callback[] = [];
  const errors: unknown[] = [];
  try {
    for (const callback of callbacks) {
      yield* wait(callback.onBegin?.(run), 'onBegin', waits);
      begun.push(callback);
      const memory = known.get(callback.name!);
      if (memory !== undefined) callback.recall?.(memory);
    }
    while (course.goesOn()) {
      const { step, epoch } = course.next();
      for (const callback of callbacks) {
        const result = callback.onStep?.(step, run);
        if (result !== undefined) yield* wait(result, 'onStep', waits);
      }
      if (epoch) for (const callback of callbacks) yield* wait(callback.onEpoch?.(epoch, run), 'onEpoch', waits);
      yield step;
    }
    course.onFinish();
  } catch (error) {
    errors.push(error);
  } finally {
    for (const callback of begun) {
      try {
        yield* wait(callback.onEnd?.(run), 'onEnd', waits);
      } catch (error) {
        errors.push(error);
      }
    }
    try {
      course.onOver();
    } catch (error) {
      errors.push(error);
    }
    const [first, ...rest] = errors;
    const later = rest.filter((error) => error !== first);
    if (later.length > 0 && first instanceof Error) {
      const { errors: own = [] } = first as { errors?: unknown };
      if (isArray(own)) Reflect.set(first, 'errors', [...own, ...later]); // where the error is open to it
    }
    // eslint-disable-next-line no-unsafe-finally -- whoever stops taking steps is told what failed at the end
    if (errors.length > 0) throw first;
  }
}

/** Gives what a callback wants to be waited for. */
function* wait(result: unknown, hook: string, waits: boolean): Generator<Promise<unknown>, void, void> {
  const then = (result as { readonly then?: unknown } | null | undefined)?.then;
  if (typeof then !== 'function') return;
  const promise = Promise.resolve(result);
  if (waits) {
    yield promise;
    return;
  }
  promise.catch(() => undefined); // that it fails as well is no longer of interest
  const hint = 'In await model.train callbacks may be asynchronous.';
  throw new NnfsError('Model.trainSteps', 'callbacks that return nothing', `a promise from ${hook}`, hint);
}
