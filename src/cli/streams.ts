/** Where a command writes; `process` is one. */
export interface Streams {
  readonly stdout: Sink;
  readonly stderr: Sink;
}

interface Sink {
  write(text: string): unknown;
}

/**
 * Lets the process end in order when one of its streams fails: quietly where a reader has seen enough (`| head -1`), with a
 * message and exit code 1 where it could not be written (a full disk). Without it Node prints a stack trace.
 */
export function surviveBrokenStreams({ stdout, stderr }: NodeJS.Process): void {
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    stderr.write(`nnfs: ${error.message}\n`);
    process.exitCode = 1;
  });
  stderr.on('error', () => undefined); // nowhere left to complain
}
