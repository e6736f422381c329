/** The numbers on the chapters' pages are NumPy's: those of the long runs from its printouts, those of small examples asked of itself. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import dropout from '../golden/traj_ch15.json' with { type: 'json' };
import { root } from '../support/dist.ts';
import { askNumPy } from '../support/numpy.ts';

const read = (path: string): string => readFileSync(root + path, 'utf8');
const page = (chapter: number): string => read(`docs/chapter-${chapter}.md`);
const run = (name: string): string[] => read(`tests/golden/trajectories/${name}.txt`).trimEnd().split('\n');

describe('lines of training are lines that NumPy printed', () => {
  test.each([
    [10, ['sgd', 'sgd-momentum', 'adagrad', 'rmsprop', 'adam'].flatMap(run), 15],
    [14, run('l2'), 4],
    [15, dropout.printed, 4],
    [16, run('binary'), 5],
    [17, run('sine'), 1],
  ])('chapter %i', (chapter, lines, count) => {
    const found = page(chapter).match(/epoch: \d+, acc: .*, lr: .*/g) ?? [];
    expect(found).toHaveLength(count);
    expect(found.filter((line) => !lines.includes(line))).toEqual([]);
  });

  test('the README', () => {
    const found = read('README.md').match(/epoch: \d+, acc: .*, lr: .*/g) ?? [];
    expect(found).toHaveLength(8);
    expect(found.filter((line) => !run('adam').includes(line))).toEqual([]);
  });

  test('the race of chapter 10', () => {
    const raced = page(10).matchAll(/^[\w ]{15}(?:epoch: 10000, )?(acc: [\d.]+, loss: [\d.]+)/gm);
    const printed = ['epoch: 200, ', 'epoch: 10000, '].flatMap((epoch) =>
      ['sgd', 'sgd-momentum', 'adagrad', 'rmsprop', 'adam'].map((name) => {
        const line = run(name).find((each) => each.startsWith(epoch))!;
        return line.slice(epoch.length, line.indexOf(', lr:'));
      }),
    );
    expect(Array.from(raced, ([, figures]) => figures)).toEqual(printed);
  });
});

/** The chapters' examples in Python, and the network of chapter 9. */
const SETUP = `
X = np.array([[1, 2, 3, 2.5], [2, 5, -1, 2], [-1.5, 2.7, 3.3, -0.8]])
W = np.array([[0.2, 0.8, -0.5, 1], [0.5, -0.91, 0.26, -0.5], [-0.26, -0.27, 0.17, 0.87]])
W2 = np.array([[0.1, -0.14, 0.5], [-0.5, 0.12, -0.33], [-0.44, 0.73, -0.13]])
dV = np.array([[1., 1., 1.], [2., 2., 2.], [3., 3., 3.]])
layer1 = np.dot(X, W.T) + [2, 3, 0.5]
E = np.exp(np.array([[4.8, 1.21, 2.385], [8.9, -1.81, 0.2], [1.41, 1.051, 0.026]]))
S = np.array([[0.7, 0.1, 0.2], [0.1, 0.5, 0.4], [0.02, 0.9, 0.08]])
picked = np.eye(3)[[0, 1, 1]]
S1 = S[:1].T

np.random.seed(0)
randn = lambda *shape: np.random.randn(*shape).astype(np.float32)
dot = lambda a, b: np.dot(a.astype(np.float64), b.astype(np.float64)).astype(np.float32)
points = np.zeros((300, 2), np.float32)
y = np.repeat(np.arange(3), 100)
for k in range(3):
    r = np.linspace(0, 1, 100)
    t = np.linspace(k * 4, (k + 1) * 4, 100) + randn(100) * 0.2
    points[100 * k:100 * k + 100] = np.c_[r * np.sin(t * 2.5), r * np.cos(t * 2.5)]
w1, w2 = 0.01 * randn(2, 3), 0.01 * randn(3, 3)
z1 = dot(points, w1)
a1 = np.maximum(0, z1)
z2 = dot(a1, w2)
e2 = np.exp(z2 - np.max(z2, axis=1, keepdims=True))
dz2 = e2 / np.sum(e2, axis=1, keepdims=True)
dz2[range(300), y] -= 1
dz2 = dz2 / 300
dz1 = dot(dz2, w2.T)
dz1[z1 <= 0] = 0
`;

const questions: readonly (readonly [chapter: number, what: string, code: string])[] = [
  [2, 'a layer', 'np.dot(W, X[0]) + [2, 3, 0.5]'],
  [2, 'a batch', 'layer1'],
  [3, 'a second layer', 'np.dot(layer1, W2.T) + [-1, 2, -0.5]'],
  [3, 'spiral data through a layer', 'z1[:5]'],
  [4, 'after the activation', 'a1[:5]'],
  [4, 'exponentials', 'E[0]'],
  [4, 'shares', 'E[0] / np.sum(E[0])'],
  [4, 'sums of rows', 'np.sum(E, axis=1, keepdims=True)'],
  [4, 'shares of a batch', 'E / np.sum(E, axis=1, keepdims=True)'],
  [9, 'dinputs', 'np.dot(dV, W)'],
  [9, 'dweights', 'np.dot(X.T, dV)'],
  [9, 'dbiases', 'np.sum(dV, axis=0, keepdims=True)'],
  [9, 'the gradient of the loss', '-picked / S / 3'],
  [9, 'the Jacobian of softmax', 'np.diagflat(S1) - np.dot(S1, S1.T)'],
  [9, 'softmax and loss together', '(S - picked) / 3'],
  [9, 'dense1.dweights', 'dot(points.T, dz1)'],
  [9, 'dense1.dbiases', 'np.sum(dz1, axis=0, keepdims=True)'],
  [9, 'dense2.dweights', 'dot(a1.T, dz2)'],
  [9, 'dense2.dbiases', 'np.sum(dz2, axis=0, keepdims=True)'],
];

const answers = askNumPy(
  questions.map(([, , code]) => ({ code })),
  SETUP,
);

describe('small examples print what NumPy says', () => {
  test.for(questions.map((question, i) => [...question, i] as const))('chapter %i: %s', (question, { skip }) => {
    if (typeof answers === 'string') return skip(answers);
    const [chapter, , , i] = question;
    expect(page(chapter)).toContain(`\n${String(answers[i])}\n`);
  });
});
