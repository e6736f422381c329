import { FormatError, ShapeError, ValueError, describe } from '../errors.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { isFloat, type FloatDType } from '../tensor/dtype.ts';
import { formatShape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';

/** What a scaler learns of a table's columns, in float64, both [I]. */
export interface ColumnScales {
  readonly offset: Float64Array;
  /** Above 0. */
  readonly scale: Float64Array;
}

/** A fitted scaler as JSON. */
export interface ScalerJSON {
  readonly kind: string;
  readonly range: readonly [low: number, high: number];
  readonly offset: readonly number[];
  readonly scale: readonly number[];
}

/**
 * Brings the columns of a table [N, I] to one scale, so that none outweighs the others:
 *
 *     z = low + (high - low) (x - offset) / scale          offset and scale for each column
 *
 * It learns from training data, then treats test data alike. Results are computed in float64, and are float64 where X is, else float32.
 */
export abstract class Scaler {
  abstract readonly kind: string;
  /** [low, high]: where offset and offset + scale come to lie. */
  protected limits: readonly [low: number, high: number] = [0, 1];
  #columns: ColumnScales | undefined;

  /** What is subtracted from each column, [I]. @throws ValueError before fit */
  get offset(): Tensor<'float64'> {
    return vector(this.#fitted('offset').offset);
  }

  /** What each column is then divided by, [I]; 1 for a constant one. @throws ValueError before fit */
  get scale(): Tensor<'float64'> {
    return vector(this.#fitted('scale').scale);
  }

  protected abstract measure(X: Tensor, columns: number): ColumnScales;

  /**
   * Learns offset and scale.
   *
   * @throws ShapeError unless X is [N, I] with a sample or more; ValueError for NaN and infinities, and for a column whose spread a
   *     float64 does not hold
   */
  fit(X: ArrayLike): this {
    const table = this.#check('fit', X);
    const columns = this.measure(table, table.shape[1]!);
    const wide = columns.scale.findIndex((scale, i) => !Number.isFinite(scale) || !Number.isFinite(columns.offset[i]));
    if (wide >= 0) {
      throw new ValueError(`${this.kind}.fit`, 'columns whose spread is below 1.8e308', `a wider column ${wide}`);
    }
    this.#columns = columns;
    return this;
  }

  /** Scales. @throws ValueError before fit, and for NaN and infinities; ShapeError for another number of columns */
  transform(X: ArrayLike): Tensor<FloatDType> {
    const [low, high] = this.limits;
    return this.#map('transform', X, (x, offset, scale) => low + (high - low) * ((x - offset) / scale));
  }

  /** Learns from X and scales it. */
  fitTransform(X: ArrayLike): Tensor<FloatDType> {
    return this.fit(X).transform(X);
  }

  /** Undoes `transform`, but for rounding. */
  inverseTransform(Z: ArrayLike): Tensor<FloatDType> {
    const [low, high] = this.limits;
    return this.#map('inverseTransform', Z, (z, offset, scale) => ((z - low) / (high - low)) * scale + offset);
  }

  /** Plain data for `fromJSON`; JSON keeps every digit. @throws ValueError before fit */
  toJSON(): ScalerJSON {
    const { offset, scale } = this.#fitted('toJSON');
    return { kind: this.kind, range: this.limits, offset: [...offset], scale: [...scale] };
  }

  /** Takes over what `toJSON` gave. @throws FormatError for anything else */
  protected restore(json: unknown): this {
    const complain = (expected: string, received: unknown): never => {
      throw new FormatError(`${this.kind}.fromJSON`, expected, describe(received));
    };
    if (typeof json !== 'object' || json === null) return complain('what toJSON() returned', json);
    const { kind, range, offset, scale } = json as Partial<Record<keyof ScalerJSON, unknown>>;
    if (kind !== this.kind) complain(`kind "${this.kind}"`, kind);
    if (!isRange(range)) return complain('range [low, high]', range);
    if (!isNumbers(offset) || offset.length === 0) return complain('offset of finite numbers', offset);
    if (!isNumbers(scale) || scale.length !== offset.length || !scale.every((x) => x > 0)) {
      return complain(`scale of ${offset.length} numbers above 0`, scale);
    }
    this.limits = [range[0], range[1]];
    this.#columns = { offset: Float64Array.from(offset), scale: Float64Array.from(scale) };
    return this;
  }

  #fitted(method: string): ColumnScales {
    if (this.#columns !== undefined) return this.#columns;
    throw new ValueError(`${this.kind}.${method}`, 'a fitted scaler', 'a new one', 'Call fit(X) first.');
  }

  #map(method: string, X: ArrayLike, cell: (x: number, offset: number, scale: number) => number): Tensor<FloatDType> {
    const { offset, scale } = this.#fitted(method);
    const I = offset.length;
    const { dtype, shape, data } = this.#check(method, X, I);
    const output = new Tensor<FloatDType>(isFloat(dtype) ? dtype : 'float32', shape);
    for (let n = 0; n < data.length; n++) output.data[n] = cell(data[n]!, offset[n % I]!, scale[n % I]!);
    return output;
  }

  #check(method: string, X: ArrayLike, columns?: number): Tensor {
    const where = `${this.kind}.${method}`;
    const table = asTensor(X, where);
    const { rank, size, shape, data } = table;
    if (rank !== 2 || size === 0 || shape[1] !== (columns ?? shape[1])) {
      throw new ShapeError(where, `a table [N, ${columns ?? 'I'}] of one sample or more`, formatShape(shape));
    }
    const bad = data.findIndex((x) => !Number.isFinite(x));
    if (bad >= 0) {
      const [sample, column] = [Math.floor(bad / shape[1]!), bad % shape[1]!];
      const received = `${data[bad]!} at sample ${sample}, column ${column}`;
      throw new ValueError(where, 'finite numbers', received, 'Drop or fill in such samples.');
    }
    return table;
  }
}

/** Whether a value is [low, high], both finite and in order. */
export function isRange(value: unknown): value is [number, number] {
  return isNumbers(value) && value.length === 2 && value[0]! < value[1]!;
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every(Number.isFinite);
}

function vector(data: Float64Array): Tensor<'float64'> {
  return new Tensor('float64', [data.length], data.slice());
}
