import { Command } from 'commander';
import type { Terminal } from '../terminal/terminal.ts';

const EXAMPLES = `
Examples:
  nnfs summary model.safetensors              layers, parameters and how it was trained
  nnfs summary model.safetensors --json       the same as one JSON object`;

/** `nnfs summary`: what is in a model file. */
export function summaryCommand(terminal: Terminal): Command {
  return new Command('summary')
    .description('print the layers of a saved model and how it was trained')
    .argument('<model>', 'a file that nnfs train --save or model.toBytes wrote')
    .option('--json', 'print one JSON object')
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, { json }: { readonly json?: boolean }) => {
      const { summaryJson, summaryText } = await import('./summary-run.ts');
      terminal.print(json ? JSON.stringify(summaryJson(path)) : summaryText(path));
    });
}
