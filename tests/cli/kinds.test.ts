import { describe, expect, test } from 'vitest';
import { ACTIVATIONS, OPTIMIZERS, commandName } from '../../src/cli/kinds.ts';
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
  expect([...OPTIMIZERS.keys()]).toEqual(['sgd', 'adagrad', 'rmsprop', 'adam', 'adamw']);
});

describe('the help of options that optimizers declare', () => {
  test.each([
    ['learning-rate <number>', 'a number above 0 (default: 1 for sgd and adagrad, 0.001 for rmsprop, adam and adamw)'],
    ['decay <number>', 'a number of 0 or more: the rate falls as 1 / (1 + decay * step) (default: 0)'],
    ['clip-norm <number>', 'a number above 0: the longest that the gradient of a parameter may be (default: none)'],
    ['momentum <number>', 'a number from 0 to below 1, for sgd (default: 0)'],
    ['nesterov', 'for sgd: the gradient counts as if taken one step ahead'],
    ['epsilon <number>', 'a number above 0, for all but sgd (default: 1e-7)'],
    ['beta2 <number>', 'a number from 0 to below 1, for adam and adamw (default: 0.999)'],
    ['weight-decay <number>', 'a number of 0 or more, for adamw (default: 0.01)'],
  ])('--%s', async (flag, text) => {
    const { stdout } = await run('train', '--help');
    const options = stdout.replace(/\n {10,}/g, ' ').split('\n');
    const line = options.find((option) => option.startsWith(`  --${flag} `));
    expect(line?.replace(/ +/g, ' ')).toBe(` --${flag} ${text}`);
  });
});
