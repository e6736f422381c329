import { inspect } from 'node:util';
import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { NnfsError } from '../errors.ts';
import { dataCommand } from './commands/data.ts';
import { evaluateCommand } from './commands/evaluate.ts';
import { exportCommand } from './commands/export.ts';
import { forwardCommand } from './commands/forward.ts';
import { gradcheckCommand } from './commands/gradcheck.ts';
import { importCommand } from './commands/import.ts';
import { playgroundCommand } from './commands/playground.ts';
import { plotCommand } from './commands/plot.ts';
import { predictCommand } from './commands/predict.ts';
import { summaryCommand } from './commands/summary.ts';
import { trainCommand } from './commands/train.ts';
import { Interrupted } from './terminal/interrupt.ts';
import type { Streams } from './terminal/streams.ts';
import { Terminal } from './terminal/terminal.ts';
import { WrongCall } from './wrong-call.ts';

const COMMANDS = [
  forwardCommand,
  dataCommand,
  trainCommand,
  evaluateCommand,
  predictCommand,
  summaryCommand,
  plotCommand,
  exportCommand,
  importCommand,
  gradcheckCommand,
  playgroundCommand,
];

const EXAMPLES = `
Examples:
  nnfs forward --samples 100 --classes 3      the book's numbers
  nnfs train --data spiral --hidden 64 --learning-rate 0.05
                                              a network that learns
  nnfs data cars.csv                          what is in a table of yours
  nnfs train --data cars.csv --target Miles_per_Gallon --validation 0.2 --save cars.safetensors
                                              a network that learns a column of it from the others
  nnfs evaluate cars.safetensors --data others.csv
                                              how good it is on rows that it has not seen
  nnfs predict cars.safetensors --data new.csv
                                              what it answers for other rows
  nnfs plot cars.safetensors --data others.csv --to cars.html
                                              a page that shows it
  nnfs export cars.safetensors --to cars.onnx
                                              the model for other programs
  nnfs playground                             a network that learns, in the browser
  nnfs help train                             the options of a command`;

/**
 * Runs a command line, given without `node` and `nnfs`.
 *
 * @param streams where it writes
 * @returns the exit code: 0, 1 for work that failed, 2 for a wrong call, 128 and the signal's number for one that was stopped
 */
export async function main(argv: readonly string[], streams: Streams = process): Promise<number> {
  const terminal = new Terminal(streams);
  const program = new Command('nnfs')
    .description('Neural networks from scratch: the book, digit for digit.')
    .version(version)
    .addHelpText('after', EXAMPLES);
  for (const command of COMMANDS) program.addCommand(await command(terminal, argv));
  for (const command of [program, ...program.commands]) divert(command, terminal);
  try {
    await program.parseAsync(wordsFor(argv, program), { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2; // its text is out
    if (error instanceof Interrupted) {
      terminal.complain(error.message);
      return error.code;
    }
    const message = messageOf(error);
    if (message === undefined) {
      terminal.print(inspect(error), streams.stderr); // a mistake of ours: the stack is what helps
      return 1;
    }
    terminal.complain(message);
    return error instanceof WrongCall ? 2 : 1;
  }
}

/** What commander is given: a call of nothing is one for help, and help with what is no command is as wrong as that alone. */
function wordsFor(argv: readonly string[], { commands }: Command): readonly string[] {
  if (argv.length === 0) return ['--help'];
  const [first, second] = argv;
  const helpless = first === 'help' && second !== undefined && !commands.some((command) => command.name() === second);
  return helpless ? argv.slice(1) : argv;
}

/** Makes commander write to the terminal, in our form, and throw where it would end the process. */
function divert(command: Command, terminal: Terminal): void {
  command.exitOverride().configureOutput({
    writeOut: (text) => terminal.print(text.trimEnd()),
    writeErr: (text) => terminal.print(text.trimEnd(), terminal.streams.stderr),
    outputError: (text) => terminal.complain(text.replace(/^error: /, '')),
  });
}

function messageOf(error: unknown): string | undefined {
  if (error instanceof NnfsError) return error.message;
  // What JavaScript throws for an array that it cannot allocate.
  if (error instanceof RangeError) return `this does not fit into memory (${error.message}).`;
  return undefined;
}
