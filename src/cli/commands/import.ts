import { Command } from 'commander';
import { textOption } from '../options.ts';
import type { Terminal } from '../terminal/terminal.ts';

const EXAMPLES = `
Chains of layers are read as PyTorch, tf2onnx and skl2onnx write them. Images with channels behind the samples become images
with channels last. What no layer is, is named, node by node.

Examples:
  nnfs import resnet.onnx --save model.safetensors
  nnfs summary model.safetensors              what came of it`;

/** `nnfs import`: a model from another program. */
export function importCommand(terminal: Terminal): Command {
  return new Command('import')
    .description('make a model of an ONNX file')
    .argument('<file>', 'the path of an ONNX file')
    .addOption(textOption('--save <file>', 'where the model goes').makeOptionMandatory())
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, { save }: { readonly save: string }) => {
      const { importModel } = await import('./import-run.ts');
      terminal.print(importModel(path, save));
    });
}
