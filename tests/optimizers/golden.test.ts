/** The book's optimizers: parameters and everything remembered of them after each step, equal in every bit. */
import { describe, expect, it } from 'vitest';
import { Adagrad, Adam, Dense, RMSprop, SGD, Tensor, type Optimizer } from 'nnfs';
import { camelCase } from '../support/camel-case.ts';
import { decode, golden, type GoldenArray } from '../support/golden.ts';

const OPTIMIZERS = { SGD, Adagrad, RMSprop, Adam };

type Arrays = 'dweights' | 'dbiases' | 'weights' | 'biases';
type Slots = 'weight_momentums' | 'bias_momentums' | 'weight_cache' | 'bias_cache';

type Step = Readonly<Record<Arrays, GoldenArray>> &
  Readonly<Partial<Record<Slots, GoldenArray>>> & {
    readonly current_learning_rate: number;
    readonly iterations: number;
  };

const { cases } = golden<{
  cases: readonly {
    readonly optimizer: `Optimizer_${keyof typeof OPTIMIZERS}`;
    readonly kwargs: Readonly<Record<string, number>>;
    readonly seed: number;
    readonly weights0: GoldenArray;
    readonly biases0: GoldenArray;
    readonly steps: readonly Step[];
  }[];
}>('optimizers.json');

/** The slots of a parameter of `dense`, as tensors by the book's names. */
function slotsOf(optimizer: Optimizer, dense: Dense): Record<string, Tensor> {
  const plural: Record<string, string> = { momentum: 'momentums', cache: 'cache' };
  const found = dense.parameters.flatMap((parameter, i) =>
    optimizer.slotsOf(parameter).map((data, slot): [string, Tensor] => {
      const dtype = data instanceof Float32Array ? 'float32' : 'float64';
      const name = `${i === 0 ? 'weight' : 'bias'}_${plural[optimizer.slotNames[slot]!]!}`;
      return [name, new Tensor(dtype, parameter.value.shape, data)];
    }),
  );
  return Object.fromEntries(found);
}

const rows = cases.map((one) => ({
  name: `${one.optimizer.slice('Optimizer_'.length)} ${JSON.stringify(one.kwargs)}, seed ${one.seed}`,
  one,
}));

describe.each(rows)('$name', ({ one }) => {
  const kind = one.optimizer.slice('Optimizer_'.length) as keyof typeof OPTIMIZERS;
  const options = Object.fromEntries(Object.entries(one.kwargs).map(([name, value]) => [camelCase(name), value]));
  const optimizer = new OPTIMIZERS[kind](options);
  const [I, O] = one.weights0.shape as [number, number];
  const dense = new Dense(I, O);
  dense.weights = decode(one.weights0);
  dense.biases = decode(one.biases0);

  it.each(one.steps.map((step, i) => ({ i, step })))('step $i', ({ step }) => {
    dense.dweights = decode(step.dweights);
    dense.dbiases = decode(step.dbiases);
    optimizer.update([dense]);
    expect(dense.weights).toEqualTensor(decode(step.weights));
    expect(dense.biases).toEqualTensor(decode(step.biases));
    expect(optimizer.currentLearningRate).toBe(step.current_learning_rate);
    expect(optimizer.iterations).toBe(step.iterations);

    const slots = slotsOf(optimizer, dense);
    const stored = Object.keys(step).filter((name) => /_(momentums|cache)$/.test(name)) as Slots[];
    expect(Object.keys(slots).sort()).toEqual([...stored].sort());
    for (const name of stored) expect(slots[name]).toEqualTensor(decode(step[name]!));
  });
});
