import { F1, Precision, Recall } from '../../metrics/class-metrics.ts';
import { MAE, R2, RMSE } from '../../metrics/value-metrics.ts';
import { USUAL, type KindClass } from './kinds.ts';

/** Every kind of layer, loss, metric and optimizer of the package, by its name. A new kind is one line here. */
export const kinds: Readonly<Record<string, KindClass>> = /* @__PURE__ */ Object.assign({}, USUAL, {
  F1,
  Precision,
  Recall,
  MAE,
  RMSE,
  R2,
});
