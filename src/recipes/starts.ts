/** How weights start, by the names that recipes and the command line have for it. */
import { glorotNormal, glorotUniform, heNormal, heUniform, type Initializer } from '../layers/initializers.ts';
import { lecunNormal, lecunUniform } from '../layers/lecun.ts';
import { orthogonal } from '../layers/orthogonal.ts';
import { truncatedNormal } from '../layers/truncated-normal.ts';

export const STARTS = {
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  lecunNormal,
  lecunUniform,
  orthogonal: /* @__PURE__ */ orthogonal(),
  truncatedNormal: /* @__PURE__ */ truncatedNormal(),
} as const satisfies Readonly<Record<string, Initializer>>;

export type StartName = keyof typeof STARTS;

export const START_NAMES = /* @__PURE__ */ Object.keys(STARTS) as StartName[];
