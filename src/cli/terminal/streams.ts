/** Where a command writes, and what tells it to stop; `process` is one. */
export interface Streams {
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** What `--data -` reads. @default that of the process */
  readonly stdin?: AsyncIterable<Uint8Array>;
  on?(event: Interruption, listener: () => void): unknown;
  removeListener?(event: Interruption, listener: () => void): unknown;
}

/** What asks a command to come to an end: Ctrl-C, a system that shuts down, a terminal that closes, a reader that is gone. */
export type Interruption = 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'SIGPIPE';

export interface Sink {
  /** Whether a person reads along. */
  readonly isTTY?: boolean;
  /** The width of the terminal in characters. */
  readonly columns?: number;
  /** Whether it shows colours; NO_COLOR and the like say so. */
  hasColors?(): boolean;
  /** @returns false where more should wait for `drain` */
  write(text: string): unknown;
  on?(event: string, listener: () => void): unknown;
  removeListener?(event: string, listener: () => void): unknown;
}
