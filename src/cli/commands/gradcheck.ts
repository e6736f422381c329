import { Command } from 'commander';
import { seedOption } from '../options.ts';
import type { Terminal } from '../terminal/terminal.ts';

const EXAMPLES = `
Examples:
  nnfs gradcheck                              every layer and loss, on numbers of seed 0
  nnfs gradcheck --seed 7 --json              on other numbers, as one JSON object`;

/** `nnfs gradcheck`: backward passes against differences. */
export function gradcheckCommand(terminal: Terminal): Command {
  return new Command('gradcheck')
    .description('compare every backward pass with central differences; an error above 1e-6 is a failure')
    .addOption(seedOption(0))
    .option('--json', 'print one JSON object')
    .addHelpText('after', EXAMPLES)
    .action(async ({ seed, json = false }: { readonly seed: number | string; readonly json?: boolean }) => {
      const { checkAll, complainOfWorst, formatChecks } = await import('./gradcheck-run.ts');
      const checks = checkAll(seed);
      terminal.print(json ? JSON.stringify({ seed, checks }) : formatChecks(checks));
      complainOfWorst(checks);
    });
}
