import type { Callback } from '../../model/callbacks/callback.ts';
import type { History } from '../../model/history.ts';
import { curveLines } from './curve.ts';
import type { ProgressBar } from './progress-bar.ts';
import type { Sink } from './streams.ts';

const REFRESH_MS = 250;
/** Values that are kept; of more every other one is forgotten. */
const MOST = 2000;

/** A progress bar with a curve of the loss above it, which stays when the bar goes. */
export interface LiveCurve extends ProgressBar {
  readonly watch: Callback;
}

/** Whether lines can be drawn again: on a terminal that can move its cursor. */
export function isScreen({ isTTY }: Sink): boolean {
  return isTTY === true && process.env.TERM !== 'dumb';
}

/** @param history what an earlier run has seen */
export function withCurve(bar: ProgressBar, stderr: Sink, history: History): LiveCurve {
  const [training, validation] = [new Kept(history.loss), new Kept(history.column('validationLoss'))];
  let drawn = 0;
  let last = performance.now();
  const erase = (): void => {
    if (drawn > 0) stderr.write(`\r\x1b[${drawn}A\x1b[J`);
    drawn = 0;
  };
  const draw = (): void => {
    const curves = { training: training.values, validation: validation.values };
    const lines = curveLines(curves, stderr.columns ?? 80, stderr.hasColors?.() === true);
    for (const line of lines) stderr.write(`${line}\n`);
    drawn = lines.length;
  };
  return {
    ...bar,
    watch: {
      onEpoch({ loss, validationLoss }) {
        training.add(loss);
        validation.add(validationLoss);
        const now = performance.now();
        if (now - last < REFRESH_MS) return;
        last = now;
        bar.aside(() => {
          erase();
          draw();
        });
      },
    },
    aside(write) {
      bar.aside(() => {
        erase();
        write();
        draw();
      });
    },
    stop() {
      bar.stop();
      erase();
      draw();
    },
  };
}

/** Numbers that come one by one, thinned evenly where they are many. */
class Kept {
  readonly values: number[] = [];
  #every = 1;
  #seen = 0;

  constructor(values: readonly (number | undefined)[]) {
    for (const value of values) this.add(value);
  }

  add(value: number | undefined): void {
    if (value === undefined || this.#seen++ % this.#every !== 0) return;
    this.values.push(value);
    if (this.values.length < MOST) return;
    this.values.splice(0, MOST, ...this.values.filter((_, i) => i % 2 === 0));
    this.#every *= 2;
  }
}
