import { escapeControls } from './escape.ts';
import type { Sink, Streams } from './streams.ts';

/** What a command says. Its texts may hold names and values from files, so none of their characters gets to steer the terminal. */
export class Terminal {
  readonly streams: Streams;

  constructor(streams: Streams) {
    this.streams = streams;
  }

  /** Prints a text for people, or JSON, and ends the line. */
  print(text: string, sink: Sink = this.streams.stdout): void {
    sink.write(`${escapeControls(text)}\n`);
  }

  /**
   * Gives out data for other programs, such as CSV, as they are, and waits until they are taken where they pile up. On a terminal, where
   * no program reads them, control characters are shown.
   *
   * @returns whether somebody reads on
   */
  async output(data: string): Promise<boolean> {
    const { stdout } = this.streams;
    const full = stdout.write(stdout.isTTY ? escapeControls(data) : data) === false;
    return full && stdout.removeListener !== undefined ? untilTaken(stdout) : true;
  }

  /** Says in one line what went wrong. */
  complain(message: string): void {
    this.print(`nnfs: ${message.trim().replaceAll('\n', ' ')}`, this.streams.stderr);
  }
}

/** Waits until a stream takes more. @returns false where it never will */
function untilTaken(stream: Sink): Promise<boolean> {
  return new Promise((resolve) => {
    const listeners = { drain: () => end(true), error: () => end(false), close: () => end(false) };
    const end = (takesMore: boolean): void => {
      for (const [event, listener] of Object.entries(listeners)) stream.removeListener?.(event, listener);
      resolve(takesMore);
    };
    for (const [event, listener] of Object.entries(listeners)) stream.on?.(event, listener);
  });
}
