import { describe, expect, test } from 'vitest';
import { ACTIVATIONS, OPTIMIZERS, commandName } from '../../src/recipes/kinds.ts';
import { run } from './run.ts';

test.each([
  ['ReLU', 'relu'],
  ['LeakyReLU', 'leaky-relu'],
  ['PReLU', 'prelu'],
  ['HardSwish', 'hard-swish'],
  ['ELU', 'elu'],
  ['RMSprop', 'rmsprop'],
  ['AdamW', 'adamw'],
])('%s is %s on the command line', (kind, name) => {
  expect(commandName({ kind })).toBe(name);
});

test('the names there are', () => {
  expect([...ACTIVATIONS.keys()].join(' ')).toBe(
    'relu leaky-relu elu gelu swish tanh sigmoid relu6 prelu selu gelutanh mish hard-swish hard-sigmoid softplus softsign',
  );
  expect([...OPTIMIZERS.keys()].join(' ')).toBe(
    'sgd adagrad rmsprop adam adamw amsgrad nadam adamax lion adadelta centeredrmsprop',
  );
});

describe('the help of options whose defaults depend on the data, or that optimizers declare', () => {
  test.each([
    [
      'dropout <share>',
      'dropped after each hidden activation (default: 0; for tables by the rows; for pictures by the recipe)',
    ],
    [
      'epochs <count>',
      'how often all samples are seen, in all (default: 1001; for tables and pictures by their number)',
    ],
    ['batch-size <count>', 'samples in a step (default: all; for tables by the rows; 64 for pictures)'],
    [
      'schedule <name>',
      'how the learning rate goes over all epochs: as the optimizer has it; down to a hundredth; or, one-cycle, up and down (default: constant; for tables and pictures cosine, but constant with --learning-rate or --decay) (choices: "constant", "cosine", "linear", "exponential", "steps", "restarts", "one-cycle")',
    ],
    [
      'learning-rate <number>',
      'a number above 0 (default: 1 for sgd, adagrad and adadelta, 0.001 for rmsprop, adam, adamw, amsgrad, nadam, adamax and centeredrmsprop, 0.0001 for lion; of adam for tables by the rows, for pictures by the recipe)',
    ],
    ['decay <number>', 'a number of 0 or more: the rate falls as 1 / (1 + decay * step) (default: 0)'],
    ['clip-norm <number>', 'a number above 0: the longest that the gradient of a parameter may be (default: none)'],
    ['momentum <number>', 'a number from 0 to below 1, for sgd and centeredrmsprop (default: 0)'],
    ['nesterov', 'for sgd: the gradient counts as if taken one step ahead'],
    [
      'epsilon <number>',
      'a number above 0, for all but sgd and lion (default: 1e-7 for adagrad, rmsprop, adam, adamw, amsgrad, nadam, adamax and centeredrmsprop, 0.000001 for adadelta)',
    ],
    [
      'beta2 <number>',
      'a number from 0 to below 1, for all but sgd, adagrad, rmsprop, adadelta and centeredrmsprop (default: 0.999 for adam, adamw, amsgrad, nadam and adamax, 0.99 for lion)',
    ],
    ['weight-decay <number>', 'a number of 0 or more, for adamw and lion (default: 0.01 for adamw, 0 for lion)'],
  ])('--%s', async (flag, text) => {
    const { stdout } = await run('train', '--help');
    const options = stdout.replace(/\n {10,}/g, ' ').split('\n');
    const line = options.find((option) => option.startsWith(`  --${flag} `));
    expect(line?.replace(/ +/g, ' ')).toBe(` --${flag} ${text}`);
  });
});
