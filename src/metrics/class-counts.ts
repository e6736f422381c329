import type { ClassPairs } from './class-pairs.ts';

/** The samples of one class: how many were rightly predicted, how many predicted, how many there are. */
export interface ClassCount {
  right: number;
  predicted: number;
  actual: number;
}

/** What scores are made of, batch after batch; only classes that occur take room. */
export class ClassCounts {
  /** The number of classes. */
  C = 0;
  readonly #counts = new Map<number, ClassCount>();

  add({ predicted, actual, C }: ClassPairs): this {
    this.C = Math.max(this.C, C);
    for (let n = 0; n < actual.length; n++) {
      const label = this.#of(actual[n]!);
      const guess = this.#of(predicted[n]!);
      label.actual++;
      guess.predicted++;
      if (label === guess) label.right++;
    }
    return this;
  }

  /** The classes that occur among predictions or targets, in ascending order. */
  classes(): [k: number, count: ClassCount][] {
    return [...this.#counts].sort(([a], [b]) => a - b);
  }

  #of(k: number): ClassCount {
    let count = this.#counts.get(k);
    if (count === undefined) this.#counts.set(k, (count = { right: 0, predicted: 0, actual: 0 }));
    return count;
  }
}
