/** The figures of an epoch that curves show; NaN where there is none. */
export const FIGURES = ['loss', 'validationLoss', 'accuracy', 'validationAccuracy'] as const;
export type Figure = (typeof FIGURES)[number];

/** Points of curves: the epochs, and a value of each figure there. */
export type Curves = Readonly<Record<Figure | 'epoch', Float64Array<ArrayBuffer>>>;

const BUCKETS = 512;

/** The least and the greatest value in a stretch of epochs, in the order in which they came. */
interface Bucket {
  readonly epoch: number;
  readonly pairs: readonly (readonly [first: number, second: number])[];
}

/**
 * The course of a run in a fixed room: stretches of epochs, each with the least and the greatest value of each figure, so that no peak is
 * lost. When they are too many, neighbours are joined.
 */
export class Course {
  #buckets: Bucket[] = [];
  /** The stretch that is being filled. */
  #open: Bucket | undefined;
  #filled = 0;
  #width = 1;
  #length = 0;

  /** How many epochs it has seen. */
  get length(): number {
    return this.#length;
  }

  /** Takes the epoch that comes next; one that was seen before changes nothing, since a run repeated is the same. */
  add(epoch: number, report: Readonly<Partial<Record<Figure, number>>>): void {
    if (epoch !== this.#length) return;
    this.#length++;
    const values = FIGURES.map((name) => report[name] ?? NaN);
    const point: Bucket = { epoch, pairs: values.map((value) => [value, value] as const) };
    this.#open = this.#open ? joined(this.#open, point) : point;
    if (++this.#filled < this.#width) return;
    this.#buckets.push(this.#open);
    [this.#open, this.#filled] = [undefined, 0];
    if (this.#buckets.length < BUCKETS) return;
    this.#buckets = this.#buckets.flatMap((bucket, i) => (i % 2 === 1 ? [joined(this.#buckets[i - 1]!, bucket)] : []));
    this.#width *= 2;
  }

  /** The same up to an epoch, to go on from there otherwise. */
  until(epoch: number): Course {
    const course = new Course();
    const end = ({ epoch: start }: Bucket): number => start + this.#width;
    const all = this.#open ? [...this.#buckets, this.#open] : this.#buckets;
    course.#buckets = all.filter((bucket) => end(bucket) <= epoch);
    course.#width = this.#width;
    course.#length = Math.min(this.#length, epoch);
    return course;
  }

  /** What is to be drawn: a point an epoch, or two a stretch. */
  curves(): Curves {
    const buckets = this.#open ? [...this.#buckets, this.#open] : this.#buckets;
    const each = this.#width === 1 ? 1 : 2;
    const column = (value: (bucket: Bucket, at: number) => number): Float64Array<ArrayBuffer> =>
      Float64Array.from({ length: buckets.length * each }, (_, i) => value(buckets[Math.floor(i / each)]!, i % each));
    const figures = FIGURES.map((name, k) => [name, column(({ pairs }, at) => pairs[k]![at]!)] as const);
    const epoch = column((bucket, at) => bucket.epoch + (at * this.#width) / 2);
    return { epoch, ...Object.fromEntries(figures) } as Curves;
  }

  /** The same, row by row; what is not there is left out. */
  rows(): Record<string, number>[] {
    const curves = this.curves();
    return Array.from(curves.epoch, (epoch, i) => {
      const figures = FIGURES.map((name) => [name, curves[name][i]!] as const).filter(
        ([, value]) => !Number.isNaN(value),
      );
      return { epoch, ...Object.fromEntries(figures) };
    });
  }
}

function joined(a: Bucket, b: Bucket): Bucket {
  const pairs = a.pairs.map(([first, second], k) => {
    const values = [first, second, ...b.pairs[k]!];
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return values.indexOf(least) < values.indexOf(most) ? ([least, most] as const) : ([most, least] as const);
  });
  return { epoch: a.epoch, pairs };
}
