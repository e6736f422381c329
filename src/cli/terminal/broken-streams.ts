/**
 * Lets the process end in order when its output fails, where Node would print a stack trace: work that goes on hears of it as SIGPIPE,
 * once. Where nobody reads any more (`| head -1`, a closed terminal) it ends quietly; where its output could not be written (a full
 * disk), with a message and exit code 1.
 */
export function surviveBrokenStreams({ stdout, stderr }: NodeJS.Process): void {
  let broken = false;
  stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (broken) return; // each further write fails too
    broken = true;
    if (error.code !== 'EPIPE' && !stdout.isTTY) {
      stderr.write(`nnfs: ${error.message}\n`);
      process.exitCode = 1;
    }
    process.emit('SIGPIPE', 'SIGPIPE'); // Node ignores the signal itself
  });
  stderr.on('error', () => undefined); // nowhere left to complain
}
