import type { TableAnswers } from '../../recipes/predict-rows.ts';

/** Watches answers for those that are no finite numbers: of inputs so large that sums overflow. */
export class FiniteAnswers {
  #count = 0;
  #first: { readonly row: number; readonly answer: number } | undefined;

  /** Looks at what is answered for a row, from 0: a number, or how sure a model is of each class. */
  see(row: number, answers: ArrayLike<number>): void {
    const answer = Array.prototype.find.call(answers, (value: number) => !Number.isFinite(value)) as number | undefined;
    if (answer === undefined) return;
    this.#count++;
    this.#first ??= { row, answer };
  }

  /** Looks at answers for rows of a table. */
  seeAll({ from, answers, confidences }: TableAnswers): void {
    const C = confidences === undefined ? 1 : confidences.shape[1]!;
    answers.forEach((answer, n) => {
      this.see(from + n, confidences === undefined ? [Number(answer)] : confidences.data.subarray(n * C, (n + 1) * C));
    });
  }

  /** What a person should hear of them: a sentence, or none. */
  get notices(): string[] {
    if (this.#first === undefined) return [];
    const { row, answer } = this.#first;
    const who = this.#count === 1 ? '1 row is' : `${this.#count} rows are`;
    return [
      `${who} answered by what is no finite number, ${answer} in row ${row}: are its inputs in the unit of training?`,
    ];
  }
}
