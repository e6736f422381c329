/** How weights start, by the names that recipes and the command line have for it. */
import { INITIALIZERS, type Initializer } from '../layers/initializers.ts';
import { lecunNormal, lecunUniform } from '../layers/lecun.ts';
import { orthogonal } from '../layers/orthogonal.ts';
import { truncatedNormal } from '../layers/truncated-normal.ts';

/** The names that layers take themselves, and more. */
export const STARTS = {
  ...INITIALIZERS,
  lecunNormal,
  lecunUniform,
  orthogonal: /* @__PURE__ */ orthogonal(),
  truncatedNormal: /* @__PURE__ */ truncatedNormal(),
} as const satisfies Readonly<Record<string, Initializer>>;

export type StartName = keyof typeof STARTS;

export const START_NAMES = /* @__PURE__ */ Object.keys(STARTS) as StartName[];
