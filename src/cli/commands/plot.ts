import { Command } from 'commander';
import { addDataOptions, type DataFlags } from '../data/flags.ts';
import { reportOption } from '../plots/option.ts';
import type { Terminal } from '../terminal/terminal.ts';

const EXAMPLES = `
Examples:
  nnfs plot model.safetensors --data spiral --seed 1 --to spiral.html
                                              a page about spirals that it was not trained with
  nnfs plot model.safetensors --data test.csv --to test.svg
                                              a picture of how it does on rows that it has not seen
  nnfs plot photos.safetensors --data others/ --to others.png
                                              pixels; needs @resvg/resvg-wasm and @fontsource/dejavu-sans`;

/** `nnfs plot`: a saved model and how it does on data, for people to look at. */
export function plotCommand(terminal: Terminal, argv: readonly string[]): Command {
  const target =
    'the column to compare with, for models that do not know their table (default: as trained, or the last)';
  return addDataOptions(new Command('plot'), target)
    .description('draw a saved model, how it learnt, and how it does on data')
    .addOption(reportOption('--to <file>', 'a page (.html) or a picture (.svg, .png)').makeOptionMandatory())
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, { to, ...options }: DataFlags & { readonly to: string }) => {
      const { plot } = await import('./plot-run.ts');
      await plot(path, to, options, argv, terminal);
    });
}
