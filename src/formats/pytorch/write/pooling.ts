/** Pooling, window by window and over all pixels. */
import type { Layer } from '../../../layers/layer.ts';
import type { PoolPadding } from '../../../layers/pooling.ts';
import { pairOf, type Pair } from '../../../layers/window-options.ts';
import type { Write } from '../module-writer.ts';
import { call, sizes } from '../python/literal.ts';
import { samePad } from './windows.ts';

interface Pooling extends Layer {
  readonly poolSize: Pair;
  readonly strides: Pair | undefined;
  readonly padding: PoolPadding;
}

/** Code of a pooling module, and of one that pads for it. */
type Padded = (
  pool: string,
  pad: (value?: string) => string,
) => readonly (readonly [helper: 'SameAverage' | undefined, code: string])[];

const pooling =
  (name: string, same: Padded): Write<Pooling> =>
  (python, given, { poolSize, strides = poolSize, padding }) => {
    const x = python.channelsFirst(given);
    const [size, stride] = [poolSize, strides].map((pair) => pairOf(pair).slice(0, x.rank - 2));
    const pool = call(`nn.${name}${x.rank - 2}d`, [sizes(size!)], { stride: [sizes(stride!), sizes(size!)] });
    const axes = size!.map((each, i) => ({ size: each, stride: stride![i]!, dilation: 1, padding }));
    const modules =
      padding === 'valid' ? [[undefined, pool] as const] : same(pool, (value) => samePad(python, axes, value));
    for (const [helper, code] of modules) {
      if (helper) python.uses(helper);
      python.add(code);
    }
    return x;
  };

/** What lies around an image is no pixel: the largest is never there. */
export const maxPooling = /* @__PURE__ */ pooling('MaxPool', (pool, pad) => [
  [undefined, pad('float("-inf")')],
  [undefined, pool],
]);
export const averagePooling = /* @__PURE__ */ pooling('AvgPool', (pool, pad) => [
  ['SameAverage', `SameAverage(${pad()}, ${pool})`],
]);

/** One number of each channel. */
const over =
  (name: string): Write<unknown> =>
  (python, given) => {
    const x = python.channelsFirst(given);
    python.add(`nn.Adaptive${name}${x.rank - 2}d(1)`);
    python.add('nn.Flatten()');
    return { rank: 2, channelsFirst: false };
  };

export const globalAverage = /* @__PURE__ */ over('AvgPool');
export const globalMax = /* @__PURE__ */ over('MaxPool');
