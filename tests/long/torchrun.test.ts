/** Two processes of PyTorch under torchrun, talking over 127.0.0.1 by gloo. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Adam, BinaryCrossentropy, CategoricalCrossentropy, Conv2D, Dense, Flatten, GradientAccumulation, LayerNormalization, MaxPooling2D, MeanSquaredError, Model, RandomState, ReLU, SGD, Sigmoid, Softmax, encodeNpz, toPyTorch, type Layer, type Loss, type Optimizer, type Tensor } from 'nnfs'; // prettier-ignore
import { root } from '../support/dist.ts';
import { PYTHON, hasPython } from '../support/python.ts';
import { newFolder, writeFiles } from '../formats/pytorch/folders.ts';

interface Case {
  readonly layers: Layer[];
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly X: Tensor;
  readonly y: Tensor;
  readonly options?: object;
}

const random = new RandomState(0);
const weights = { random, initializer: 'glorotUniform' } as const;
const N = 25; // not to be halved
const cases: Record<string, () => Case> = {
  'a network of dense layers with penalties': () => ({
    layers: [
      new Dense(3, 8, { ...weights, weightRegularizerL2: 0.01, biasRegularizerL1: 0.02 }),
      new LayerNormalization(8),
      new Dense(8, 2, weights),
    ],
    loss: new MeanSquaredError(),
    optimizer: new SGD({ learningRate: 0.05, momentum: 0.9, decay: 0.01 }),
    X: random.randn([N, 3]),
    y: random.randn([N, 2]),
  }),
  'a convnet, classes weighed': () => ({
    layers: [new Conv2D(1, 4, 3, { ...weights, padding: 'same' }), new ReLU(), new MaxPooling2D(2), new Flatten(), new Dense(36, 3, weights), new Softmax()],
    loss: new CategoricalCrossentropy(),
    optimizer: new Adam({ learningRate: 0.01 }),
    X: random.uniform(0, 1, [N, 6, 6, 1]),
    y: random.randint(0, 3, [N]),
    options: { classWeights: true, batchSize: 8, shuffle: true },
  }),
  'a yes or no, gradients accumulated': () => ({
    layers: [new Dense(3, 4, weights), new ReLU(), new Dense(4, 1, weights), new Sigmoid()],
    loss: new BinaryCrossentropy(),
    optimizer: new GradientAccumulation(new Adam({ learningRate: 0.01 }), { steps: 2 }),
    X: random.randn([N, 3]),
    y: random.randint(0, 2, [N, 1]),
    options: { batchSize: 6 },
  }),
}; // prettier-ignore

/** What a program prints, in a folder. */
function run(folder: string, args: readonly string[]): string {
  const env = { ...process.env, OMP_NUM_THREADS: '1' };
  const { status, stdout, stderr } = spawnSync(PYTHON, [...args], { cwd: folder, encoding: 'utf8', env });
  if (status !== 0) throw new Error(stderr);
  return stdout.replaceAll('[default0]:', '');
}

/** Python 3.11 and the torchrun of PyTorch 1.13 start nothing unless what is printed is redirected. */
const TWO = ['-m', 'torch.distributed.run', '--standalone', '--nproc_per_node=2', '--redirects=1', '--tee=1', '--log_dir=logs']; // prettier-ignore

describe.skipIf(!hasPython('torch')).each(Object.keys(cases))('%s', (name) => {
  const prepare = async (): Promise<{ folder: string; model: Model; X: Tensor; y: Tensor }> => {
    const { layers, loss, optimizer, X, y, options = {} } = cases[name]!();
    const model = new Model(layers).set({ loss, optimizer });
    await model.train(X, y, { epochs: 3, batchSize: N });
    const data = encodeNpz(new Map([['X', X], ['y', y]])); // prettier-ignore
    return {
      folder: writeFiles(newFolder(), 'model', [...toPyTorch(model, options), ['data.npz', data]]),
      model,
      X,
      y,
    };
  };

  it('has gradients whose mean over two processes is that of one', async () => {
    const { folder } = await prepare();
    const [world, error] = run(folder, [...TWO, `${root}tests/formats/pytorch/gradients.py`]).trim().split(' ').map(Number); // prettier-ignore
    expect(world).toBe(2);
    expect(error).toBeLessThan(1e-6);
  });

  it('goes on alike in two processes and in one, and once more after a break', async () => {
    const { folder } = await prepare();
    const train = (words: readonly string[], processes: readonly string[] = []): string[] =>
      run(folder, [...processes, 'train.py', 'data.npz', ...words]).trim().split('\n'); // prettier-ignore
    const alone = train(['--epochs', '4']);
    expect(alone.length).toBe(4);
    const two = [...train(['--epochs', '2'], TWO), ...train(['--epochs', '2', '--resume', 'trained.pt'], TWO)];
    const losses = (lines: string[]) => lines.map((line) => Number(/loss (.*?),/.exec(line)![1]));
    losses(two).forEach((loss, epoch) => {
      expect(Math.abs(loss - losses(alone)[epoch]!)).toBeLessThan(1e-5); // steps of sums in another order
    });
    expect(two.map((line) => line.replace(/loss .*?,/, ''))).toEqual(
      alone.map((line) => line.replace(/loss .*?,/, '')),
    );
    expect(readFileSync(join(folder, 'trained.pt')).length).toBeGreaterThan(1000);
  });
});
