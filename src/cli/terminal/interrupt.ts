import type { Interruption, Streams } from './streams.ts';

/** The exit codes that shells give to a process that a signal ended: 128 and the signal's number. */
const CODES: Readonly<Record<Interruption, number>> = { SIGHUP: 129, SIGINT: 130, SIGPIPE: 141, SIGTERM: 143 };

/** Work that was asked to stop and did; its message says what became of it. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly code: number;

  constructor(signal: Interruption, message: string) {
    super(message);
    this.code = CODES[signal];
  }
}

/**
 * Listens for a request to stop, while `work` runs. A second Ctrl-C, or a second request to terminate, ends the process as if nobody
 * listened.
 */
export async function untilInterrupted<T>(
  streams: Streams,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<{ result: T; interruption: Interruption | undefined }> {
  const controller = new AbortController();
  let interruption: Interruption | undefined;
  const listeners = (['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGPIPE'] as const).map((signal) => {
    const listener = (): void => {
      interruption ??= signal;
      controller.abort();
      // A terminal that closes sends its signal more than once, and means it once.
      if (signal !== 'SIGHUP') streams.removeListener?.(signal, listener);
    };
    streams.on?.(signal, listener);
    return { signal, listener };
  });
  try {
    return { result: await work(controller.signal), interruption };
  } finally {
    for (const { signal, listener } of listeners) streams.removeListener?.(signal, listener);
  }
}
