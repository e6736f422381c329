import { Command } from 'commander';
import { choiceOption, countsOption, textOption } from '../options.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { ExportFlags } from './export-run.ts';

const EXAMPLES = `
The ending of the file says what it becomes:
  .onnx          the model for ONNX Runtime, Triton and others; one of a table takes its columns
  .js, .mjs      a module for pages and programs that needs nothing beside it, the same bits; one of a table takes its rows
  .npz           the parameters alone, by their paths, for NumPy
  .safetensors   the model as nnfs reads it, without what training alone needs
With --target pytorch it becomes a folder, new or empty, whose train.py goes on training, alone or under torchrun.

Examples:
  nnfs export cars.safetensors --to cars.onnx
  nnfs export cars.safetensors --to cars.js
  nnfs export images.safetensors --to images.onnx --input-shape 28,28,1
                                              a file for images of that size alone
  nnfs export cars.safetensors --to cars --target pytorch && cd cars && torchrun --nproc_per_node=2 train.py ../cars.csv`;

/** `nnfs export`: a model for other programs. */
export function exportCommand(terminal: Terminal): Command {
  return new Command('export')
    .description('write a saved model for other programs')
    .argument('<model>', 'a file that nnfs train --save or model.toBytes wrote')
    .addOption(
      textOption(
        '--to <file>',
        'where it goes: FILE.onnx, FILE.js, FILE.npz, FILE.safetensors or a folder',
      ).makeOptionMandatory(),
    )
    .addOption(
      countsOption(
        '--input-shape <lengths>',
        'for .onnx, .js and pytorch: the shape of a sample, where the layers leave it open',
      ),
    )
    .addOption(choiceOption<'pytorch'>('--target <program>', 'who goes on training the model', ['pytorch']))
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, flags: ExportFlags) => {
      const { exportModel } = await import('./export-run.ts');
      terminal.print(exportModel(path, flags));
    });
}
