/**
 * Lets the process end in order when its output fails, where Node would print a stack trace: work that goes on hears of it as SIGPIPE,
 * once. Where nobody reads any more (`| head -1`, a closed terminal) it ends quietly; where its output could not be written (a full
 * disk), with a message and exit code 1.
 */
export function surviveBrokenStreams({ stdout, stderr }: NodeJS.Process): void {
  onFirstError(stdout, ({ code, message }) => {
    if (code !== 'EPIPE' && !stdout.isTTY) {
      stderr.write(`nnfs: ${message}\n`);
      process.exitCode = 1;
    }
    process.emit('SIGPIPE', 'SIGPIPE'); // Node ignores the signal itself
  });
  onFirstError(stderr, () => undefined); // nowhere left to complain
}

/** Further writes fail too: one error stands for all of them. */
function onFirstError(stream: NodeJS.WriteStream, listener: (error: NodeJS.ErrnoException) => void): void {
  let broken = false;
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (broken) return;
    broken = true;
    if (stream.isTTY) process.once('exit', dieWithTerminal);
    listener(error);
  });
}

/** Node resets the terminal at its end and aborts, with a core dump, where that is gone; the signal of a closed terminal comes first. */
function dieWithTerminal(): void {
  process.kill(process.pid, 'SIGHUP');
}
