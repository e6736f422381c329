import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { classifier } from './networks.ts';

/** Node's garbage collector, which is only there when asked for. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

/** How many bytes more are in use after so many steps of a small model, with mini-batches, shuffle, dropout and Adam on. */
export function heapGrowth(steps: number): number {
  const collect = collector();
  const used = (): number => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const { model, X, y } = classifier();
  const run = model.trainSteps(X, y, { epochs: 1e9, batchSize: 4, shuffle: true });
  for (let i = 0; i < 500; i++) run.next();
  const before = used();
  for (let i = 0; i < steps; i++) run.next();
  return used() - before;
}
