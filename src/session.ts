import { ValueError, describe } from './errors.ts';
import { checkOptions, type OptionRule } from './options.ts';
import { checkDotPrecision, setDotPrecision } from './tensor/precision.ts';
import type { DotPrecision } from './tensor/kernels/index.ts';
import { RandomState, type Seed } from './random/random-state.ts';

/** What `init` sets. */
export interface InitOptions {
  /** Where the global random stream starts; null takes entropy. @default 0 */
  readonly seed?: Seed | null;
  /** How dot products of float32 accumulate: 'float64' gives NumPy's digits, 'float32' is faster. @default 'float64' */
  readonly dotPrecision?: DotPrecision;
}

/** The global random stream. It starts at seed 0; `init` restarts it. */
export const random: RandomState = /* @__PURE__ */ new RandomState(0);

/** The option of what draws; `streamOf` reads it. */
export const streamOption: OptionRule<RandomState | undefined> = {
  fallback: undefined,
  expected: '',
  holds: () => true,
  transient: { stream: true },
};

/**
 * The stream that an option `random` names; the global one where there is none.
 *
 * @throws ValueError for anything that is no stream, such as a seed
 */
export function streamOf(where: string, stream: RandomState = random): RandomState {
  if (stream instanceof RandomState) return stream;
  throw new ValueError(
    where,
    'random to be a RandomState',
    describe(stream),
    'A seed becomes one: new RandomState(seed).',
  );
}

/**
 * Starts over, as the book's `nnfs.init()`: the global random stream at `seed`, dot products in `dotPrecision`.
 *
 * @throws ValueError for a seed or precision that does not exist
 *
 * @example
 * import { init, random } from 'nnfs';
 * init();
 * console.log(random.randn([2]));
 * // [1.7640524 0.4001572]
 */
export function init(options: InitOptions = {}): void {
  checkOptions('init', options, ['seed', 'dotPrecision']);
  const { seed = 0, dotPrecision = 'float64' } = options;
  checkDotPrecision(dotPrecision);
  random.seed(seed);
  setDotPrecision(dotPrecision);
}
