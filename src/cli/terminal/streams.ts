/** Where a command writes, and what tells it to stop; `process` is one. */
export interface Streams {
  readonly stdout: Sink;
  readonly stderr: Sink;
  once?(event: Interruption, listener: () => void): unknown;
  removeListener?(event: Interruption, listener: () => void): unknown;
}

/** What asks a command to come to an end: Ctrl-C, a system that shuts down, a reader that has seen enough. */
export type Interruption = 'SIGINT' | 'SIGTERM' | 'SIGPIPE';

export interface Sink {
  /** Whether a person reads along. */
  readonly isTTY?: boolean;
  /** The width of the terminal in characters. */
  readonly columns?: number;
  write(text: string): unknown;
}

/**
 * Lets the process end in order when one of its streams fails: where a reader has seen enough (`| head -1`), quietly, and work that
 * goes on hears of it as SIGPIPE; where it could not be written (a full disk), with a message and exit code 1. Without it Node prints
 * a stack trace.
 */
export function surviveBrokenStreams({ stdout, stderr }: NodeJS.Process): void {
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') {
      process.emit('SIGPIPE', 'SIGPIPE'); // Node ignores the signal itself
      return;
    }
    stderr.write(`nnfs: ${error.message}\n`);
    process.exitCode = 1;
  });
  stderr.on('error', () => undefined); // nowhere left to complain
}
