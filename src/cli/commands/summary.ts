import { Command } from 'commander';
import { option } from '../options.ts';
import type { Terminal } from '../terminal/terminal.ts';

const EXAMPLES = `
Examples:
  nnfs summary model.safetensors              layers, parameters and how it was trained
  nnfs summary model.safetensors --json       the same as one JSON object
  nnfs summary model.safetensors --svg network.svg
                                              the layers as a picture, too`;

/** `nnfs summary`: what is in a model file. */
export function summaryCommand(terminal: Terminal): Command {
  return new Command('summary')
    .description('print the layers of a saved model and how it was trained')
    .argument('<model>', 'a file that nnfs train --save or model.toBytes wrote')
    .option('--json', 'print one JSON object')
    .addOption(
      option<string | undefined>('--svg <file>', 'draw the layers there', undefined, 'a name in .svg', (text) =>
        /\.svg$/i.test(text) ? text : undefined,
      ),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, { json, svg }: { readonly json?: boolean; readonly svg?: string }) => {
      const { drawSummary, summaryJson, summaryText } = await import('./summary-run.ts');
      if (svg !== undefined) drawSummary(path, svg);
      terminal.print(json ? JSON.stringify(summaryJson(path)) : summaryText(path));
    });
}
