import type { SingleBar } from 'cli-progress';
import { Writable } from 'node:stream';
import type { Callback } from '../../model/callbacks/callback.ts';
import type { Sink } from './streams.ts';

/** A bar that shows how far training has come; on anything but a terminal, nothing. */
export interface ProgressBar {
  /** Moves the bar along; `steps` is their number in an epoch. */
  callback(steps: number): Callback;
  /** Does some other writing, for which the bar makes room. */
  aside(write: () => void): void;
  stop(): void;
}

const NONE: ProgressBar = {
  callback: () => ({}),
  aside: (write) => {
    write();
  },
  stop: () => undefined,
};

const REFRESH_MS = 100;

/** @param done the epochs that an earlier run has done */
export async function showProgress(stderr: Sink, epochs: number, done: number): Promise<ProgressBar> {
  if (stderr.isTTY !== true || done >= epochs) return NONE;
  const { default: library } = await import('cli-progress');
  const bar = new library.SingleBar({
    format: '{bar} {percentage}% | {value}/{total} epochs | {rate} epochs/s | {eta_formatted} left',
    formatValue: (value, _, type) => String(type === 'value' ? Math.floor(value) : value),
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    stream: terminal(stderr),
    linewrap: true,
    hideCursor: null,
    clearOnComplete: true,
    etaBuffer: 50,
  });
  bar.start(epochs, done, { rate: '-' });
  return {
    callback: (steps) => moving(bar, done, steps),
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

function moving(bar: SingleBar, done: number, steps: number): Callback {
  const begin = performance.now();
  let last = begin;
  return {
    onStep({ epoch, step }) {
      const now = performance.now();
      if (now - last < REFRESH_MS) return;
      last = now;
      const value = epoch + (step + 1) / steps;
      bar.update(value, { rate: (((value - done) / (now - begin)) * 1000).toPrecision(3) });
    },
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
