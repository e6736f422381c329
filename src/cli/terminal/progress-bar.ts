import type { SingleBar } from 'cli-progress';
import { Writable } from 'node:stream';
import type { Callback } from '../../model/callbacks/callback.ts';
import type { Sink } from './streams.ts';

/** A bar that shows how far some work has come; on anything but a terminal, nothing. */
export interface ProgressBar {
  /** Moves the bar along with training in epochs; `steps` is their number in one. */
  callback(steps: number): Callback;
  moveTo(value: number): void;
  /** Does some other writing, for which the bar makes room. */
  aside(write: () => void): void;
  stop(): void;
}

const NONE: ProgressBar = {
  callback: () => ({}),
  moveTo: () => undefined,
  aside: (write) => {
    write();
  },
  stop: () => undefined,
};

const REFRESH_MS = 100;

/** How much there is to do, and how much an earlier run has done. */
export interface Amount {
  readonly unit: string;
  readonly total: number;
  readonly done?: number;
}

export async function showProgress(stderr: Sink, { unit, total, done = 0 }: Amount): Promise<ProgressBar> {
  if (stderr.isTTY !== true || done >= total) return NONE;
  const { default: library } = await import('cli-progress');
  const bar = new library.SingleBar({
    format: `{bar} {percentage}% | {value}/{total} ${unit} | {rate} ${unit}/s | {eta_formatted} left`,
    formatValue: (value, _, type) => String(type === 'value' || type === 'total' ? Math.floor(value) : value),
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    stream: terminal(stderr),
    linewrap: true,
    hideCursor: null,
    clearOnComplete: true,
    etaBuffer: 50,
  });
  bar.start(total, done, { rate: '-' });
  const moveTo = mover(bar, done);
  return {
    callback: (steps) => ({
      onStep: ({ epoch, step }) => {
        moveTo(epoch + (step + 1) / steps);
      },
    }),
    moveTo,
    aside(write) {
      stderr.write('\r\x1b[K');
      write();
      bar.render();
    },
    stop: () => {
      bar.stop();
    },
  };
}

/** Moves a bar, but no more often than eyes can see. */
function mover(bar: SingleBar, done: number): (value: number) => void {
  const begin = performance.now();
  let last = begin;
  return (value) => {
    const now = performance.now();
    if (now - last < REFRESH_MS) return;
    last = now;
    bar.update(value, { rate: (((value - done) / (now - begin)) * 1000).toPrecision(3) });
  };
}

/** Saving the cursor's place, and going back there: by then, other lines have been printed below it. */
const UNWANTED = ['\x1b7', '\x1b8'];

/** A sink in the form that the library asks for. */
function terminal(sink: Sink): NodeJS.WritableStream {
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string, _encoding, written) {
      if (!UNWANTED.includes(chunk)) sink.write(chunk);
      written();
    },
  });
  return Object.assign(stream, { isTTY: true, columns: sink.columns ?? 80 });
}
