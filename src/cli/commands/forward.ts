import { Command } from 'commander';
import { ReLU } from '../../activations/relu.ts';
import { Softmax } from '../../activations/softmax.ts';
import { spiralData } from '../../datasets/spiral.ts';
import { Dense } from '../../layers/dense.ts';
import type { FloatTensor } from '../../layers/pass.ts';
import { CategoricalCrossentropy } from '../../losses/categorical-crossentropy.ts';
import { accuracy } from '../../metrics/accuracy.ts';
import { init } from '../../session.ts';
import type { DotPrecision } from '../../tensor/kernels/index.ts';
import type { Shape } from '../../tensor/shape.ts';
import { formatNumber } from '../../tensor/text/index.ts';
import { countOption, dotPrecisionOption, seedOption } from '../options.ts';
import type { Terminal } from '../terminal/terminal.ts';

interface ForwardFlags {
  readonly samples: number;
  readonly classes: number;
  readonly hidden: number;
  readonly seed: number | string;
  readonly rows: number;
  readonly dotPrecision: DotPrecision;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  nnfs forward                                the book's numbers: 100 samples of each of 3 classes
  nnfs forward --classes 10 --hidden 64       a wider network
  nnfs forward --seed "any text" --rows 2     another random stream, two rows of output
  nnfs forward --json                         the same as one JSON object, with shapes and timings`;

/** `nnfs forward`: chapter 5's network, untrained, on the spiral data. */
export function forwardCommand(terminal: Terminal): Command {
  return new Command('forward')
    .description('run the spiral data through an untrained network and print confidences, loss and accuracy')
    .addOption(countOption('--samples <count>', 'samples of each class', 100))
    .addOption(countOption('--classes <count>', 'classes, one spiral arm each', 3))
    .addOption(countOption('--hidden <count>', 'neurons of the hidden layer', 3))
    .addOption(seedOption(0))
    .addOption(countOption('--rows <count>', 'rows of the output to print', 5, 0))
    .addOption(dotPrecisionOption('float64'))
    .option('--json', 'print one JSON object: the results, shapes, options and timings in ms')
    .addHelpText('after', EXAMPLES)
    .action(({ json, ...options }: ForwardFlags) => {
      const { output, loss, accuracy, shapes, timings } = forward(options);
      const rows = output.slice(0, options.rows);
      if (json) {
        const results = { rows: rows.toArray(), loss, accuracy, shapes };
        terminal.print(JSON.stringify({ ...options, ...results, timings }));
      } else {
        terminal.print(`${rows.toString()}\nloss: ${formatNumber(loss, 'float32')}\nacc: ${formatNumber(accuracy)}`);
      }
    });
}

function forward({ samples, classes, hidden, seed, dotPrecision }: ForwardFlags) {
  const start = performance.now();
  init({ seed, dotPrecision });
  const { X, y } = spiralData({ samples, classes });
  const drawn = performance.now();
  const { output, shapes } = confidences(X, hidden, classes);
  const passed = performance.now();
  const loss = new CategoricalCrossentropy().calculate(output, y);
  const share = accuracy(output, y);
  const end = performance.now();
  return {
    output,
    loss,
    accuracy: share,
    shapes: { X: X.shape, ...shapes },
    timings: {
      data: milliseconds(start, drawn),
      forward: milliseconds(drawn, passed),
      loss: milliseconds(passed, end),
      total: milliseconds(start, end),
    },
  };
}

/** To the microsecond. */
function milliseconds(from: number, to: number): number {
  return Math.round((to - from) * 1000) / 1000;
}

/** The network's output. Its layers, and the large tensors they keep, are garbage when this returns. */
function confidences(X: FloatTensor, hidden: number, classes: number) {
  const layers = {
    dense1: new Dense(2, hidden),
    relu: new ReLU(),
    dense2: new Dense(hidden, classes),
    softmax: new Softmax(),
  };
  let output = X;
  const shapes: Record<string, Shape> = {};
  for (const [name, layer] of Object.entries(layers)) {
    output = layer.forward(output);
    shapes[name] = output.shape;
  }
  return { output, shapes };
}
