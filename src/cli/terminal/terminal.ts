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

  /** Gives out data for other programs, such as CSV, as they are. */
  output(data: string): void {
    this.streams.stdout.write(data);
  }

  /** Says in one line what went wrong. */
  complain(message: string): void {
    this.print(`nnfs: ${message.trim().replaceAll('\n', ' ')}`, this.streams.stderr);
  }
}
