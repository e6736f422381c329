/** The numbers on the pages after the book are those that NumPy gives for the definitions, written in another way than on the page. */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { root } from '../support/dist.ts';
import { askNumPy } from '../support/numpy.ts';

const page = (name: string): string => readFileSync(`${root}docs/${name}.md`, 'utf8');

const SETUP = `
from numpy.lib.stride_tricks import sliding_window_view
P = np.array([[0,1,2,2,1],[0,0,0,2,1],[0,0,2,1,0],[0,1,2,0,0],[0,2,1,0,0]], float)
F = np.array([[-1,0,1],[-2,0,2],[-1,0,1]], float)
dV = np.array([[1,0,-1],[2,1,0],[0,-1,3]], float)
def correlate(x, f):
    return np.einsum('yxij,ij->yx', sliding_window_view(x, f.shape), f)
Q = np.array([[1,3,2,0],[4,2,2,2],[0,1,5,1],[1,1,2,6]], float)
def blocks(x):
    return x.reshape(2, 2, 2, 2).swapaxes(1, 2).reshape(2, 2, 4)
X = np.array([[1,100],[2,300],[3,200],[6,400]], float)
dY = np.array([[1,0],[0,2],[-1,1],[2,1]], float)
G = np.array([2, .5])
deviation = np.sqrt(np.var(X, axis=0) + 1e-3)
normal = (X - np.mean(X, axis=0)) / deviation
# The whole Jacobian of each feature, by the quotient: d normal_k / d x_m.
def back(c):
    d, s = X[:, c] - np.mean(X[:, c]), deviation[c]
    J = (np.eye(4) - 1 / 4) / s - np.outer(d, d) / (4 * s ** 3)
    return (dY[:, c] * G[c]) @ J
R = np.array([[1,2,6],[10,20,60],[3,3,0]], np.float32)
x = np.array([[2,1],[-1,3]], np.float32)
W1, W2 = np.array([[1,-1,.5],[0,1,2]], np.float32), np.array([[1,0],[2,-1],[0,.5]], np.float32)
dy = np.array([[1,0],[-1,2]], np.float32)
inside = np.maximum(x @ W1, 0) @ W2
back_inside = ((dy @ W2.T) * (x @ W1 > 0)) @ W1.T
`;

const questions: readonly (readonly [page: number, what: string, code: string])[] = [
  [1, 'windows', 'sliding_window_view(P, (3, 3)).reshape(9, 9)'],
  [1, 'a convolution with a bias', 'correlate(P, F) + 0.5'],
  [1, 'with zeros around', 'correlate(np.pad(P, 1), F)'],
  [1, 'with strides', 'correlate(P, F)[::2, ::2]'],
  [1, 'with both', 'correlate(np.pad(P, 1), F)[::2, ::2]'],
  [2, 'dweights', 'correlate(P, dV)'],
  [2, 'dinputs', 'correlate(np.pad(dV, 2), F[::-1, ::-1])'],
  [
    2,
    'at how many places a pixel took part',
    'correlate(np.pad(np.ones((3, 3)), 2), np.ones((3, 3))).astype(np.int32)',
  ],
  [3, 'the largest', 'np.max(blocks(Q), axis=2)'],
  [3, 'the mean', 'np.mean(blocks(Q), axis=2)'],
  [3, 'the way back of the mean', 'np.kron(np.array([[1, 2], [3, 4]]) / 4, np.ones((2, 2)))'],
  [3, 'the largest of windows that overlap', 'np.max(sliding_window_view(Q, (3, 3)), axis=(2, 3))'],
  [4, 'normal', 'normal'],
  [4, 'its way back', 'np.stack([back(0), back(1)], axis=1)'],
  [5, 'inside of a block', 'inside'],
  [5, 'a block', 'x + inside'],
  [5, 'the way back inside', 'back_inside'],
  [5, 'the way back of a block', 'back_inside + dy'],
];

const answers = askNumPy(
  questions.map(([, , code]) => ({ code })),
  SETUP,
);

describe('small examples print what NumPy says', () => {
  test.for(questions.map((question, i) => [...question, i] as const))('page %i: %s', (question, { skip }) => {
    if (typeof answers === 'string') return skip(answers);
    const [number, , , i] = question;
    expect(page(`beyond-${number}`)).toContain(`\n${String(answers[i])}\n`);
  });
});

test('the index leads to each page', () => {
  const pages = readdirSync(`${root}docs`).filter((name) => name.endsWith('.md') && name !== 'README.md');
  const index = page('README');
  expect(pages.filter((name) => !index.includes(`](${name})`))).toEqual([]);
});
