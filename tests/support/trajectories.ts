import { readFileSync } from 'node:fs';
import { root } from './dist.ts';

/** NumPy's printouts of whole training runs (tests/golden/trajectories), and the options that make the same runs. */
const SPIRAL = '--data spiral --samples 100 --classes 3 --hidden 64';

export const TRAJECTORIES = {
  sgd: `${SPIRAL} --optimizer sgd`,
  'sgd-momentum': `${SPIRAL} --optimizer sgd --decay 1e-3 --momentum 0.9`,
  adagrad: `${SPIRAL} --optimizer adagrad --decay 1e-4`,
  rmsprop: `${SPIRAL} --optimizer rmsprop --learning-rate 0.02 --decay 1e-5 --rho 0.999`,
  adam: `${SPIRAL} --optimizer adam --learning-rate 0.05 --decay 5e-7`,
  l2: `${SPIRAL} --optimizer adam --learning-rate 0.02 --decay 5e-7 --l2 5e-4`,
  binary: '--data spiral --samples 100 --classes 2 --hidden 64 --loss binary --l2 5e-4 --optimizer adam --decay 5e-7',
  dropout: '--data spiral --samples 1000 --hidden 64 --l2 5e-4 --dropout 0.1 --learning-rate 0.05 --decay 5e-5',
  sine: '--data sine --samples 1000 --hidden 64,64 --learning-rate 0.005 --decay 1e-3',
} as const;

export type TrajectoryName = keyof typeof TRAJECTORIES;
export const TRAJECTORY_NAMES = Object.keys(TRAJECTORIES) as TrajectoryName[];

/** What NumPy printed in so many epochs, a line every 100. */
export function printed(name: TrajectoryName, epochs: number): string {
  const lines = readFileSync(`${root}tests/golden/trajectories/${name}.txt`, 'utf8').split('\n');
  return `${lines.slice(0, Math.ceil(epochs / 100)).join('\n')}\n`;
}
