import type { Reading } from '../activations/activation.ts';
import { choice, readOptions } from '../options.ts';
import type { ArrayLike } from '../tensor/create.ts';
import type { Shape } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { averagePrecision } from './average-precision.ts';
import { prepareClasses } from './class-metrics.ts';
import { Metric, type Measured, type Tally } from './metric.ts';
import { rocAuc } from './roc-auc.ts';

export interface AUCOptions {
  /** The curve under which the area is: of `rocAuc`, or of `averagePrecision`. @default 'roc' */
  readonly curve?: 'roc' | 'pr';
}

const [NO, YES] = [1, 2]; // 0 is a sample not seen yet

/**
 * How well outputs put yeses above noes; the run metric of `rocAuc` and, with `curve: 'pr'`, of `averagePrecision`.
 *
 *     auc = mean over columns of rocAuc(outputs of the column, whether a sample is of it)
 *
 * A column is a yes-or-no output, or a class against the others; of two classes the second stands for both. Columns in which all
 * samples are of one kind are left out of the mean, which is NaN where none is left and where an output is. Ranking needs every sample: the tally keeps as many
 * numbers as there are outputs, twice.
 *
 * @throws ValueError for another curve, and in training for outputs that are values
 * @see scikit-learn's `roc_auc_score` with `multi_class='ovr'`, and `average_precision_score`
 *
 * @example
 * import { AUC } from 'nnfs';
 * console.log(new AUC().name, new AUC({ curve: 'pr' }).name); // auc prAuc
 */
export class AUC extends Metric {
  static override readonly kind: string = 'AUC';
  static override readonly options = { curve: /* @__PURE__ */ choice(['roc', 'pr'], 'roc' as const) };
  readonly curve: 'roc' | 'pr';

  constructor(options: AUCOptions = {}) {
    super();
    this.curve = readOptions(this.kind, [options], AUC.options).curve;
  }

  override get name(): string {
    return this.curve === 'roc' ? 'auc' : 'prAuc';
  }

  override prepare(targets: ArrayLike, output: Shape, where: string = this.kind, reading: Reading = 'classes'): Tensor {
    return prepareClasses(this.kind, targets, output, where, reading);
  }

  override tally({ answers, output, reading }: Measured): Tally {
    const width = reading === 'classes' ? output.at(-1)! : answers.size / answers.shape[0]!;
    const columns = reading === 'classes' && width === 2 ? [1] : Array.from({ length: width }, (_, k) => k);
    const size = reading === 'classes' ? width * answers.size : answers.size;
    const sums = new Float64Array(2 * size); // of each output: its value, and NO or YES
    const areaOf = this.curve === 'roc' ? rocAuc : averagePrecision;
    return {
      sums,
      add({ data }, _, right, before) {
        let at = 2 * before * (size / answers.shape[0]!);
        data.forEach((value: number, i: number) => {
          const yes = reading === 'classes' ? right.data[Math.floor(i / width)] === i % width : right.data[i] === 1;
          sums[at++] = value;
          sums[at++] = yes ? YES : NO;
        });
      },
      value() {
        const areas = columns.flatMap((column) => {
          const [values, wanted]: [number[], number[]] = [[], []];
          for (let i = 2 * column; i < sums.length; i += 2 * width) {
            if (sums[i + 1] === 0) continue;
            values.push(sums[i]!);
            wanted.push(sums[i + 1] === YES ? 1 : 0);
          }
          if (values.some(Number.isNaN)) return [NaN];
          return new Set(wanted).size === 2 ? [areaOf(values, wanted)] : [];
        });
        return areas.reduce((sum, area) => sum + area, 0) / areas.length;
      },
    };
  }
}
