/** The most that are kept: 3.5 MB of a small network. */
const MOST = 256;
/** A new one after so many epochs, or so much work, whichever comes first. */
const [EPOCHS, WORK_MS] = [250, 200];

export interface Keyframe {
  readonly step: number;
  /** How many of the changes of the run were made by then. */
  readonly applied: number;
  readonly bytes: Uint8Array;
}

/**
 * What a run was at some of its steps, so that any other is a short way from one of them. When there are too many, every second one goes
 * and the distance doubles: a run of any length takes the same room, and the way is twice as long.
 */
export class Keyframes {
  readonly #kept: Keyframe[];
  #sparser = 1;
  #work = 0;

  /** @param start what the run is before its first step */
  constructor(start: Uint8Array) {
    this.#kept = [{ step: 0, applied: 0, bytes: start }];
  }

  get length(): number {
    return this.#kept.length;
  }

  /** The last one at a step or before it. */
  before(step: number): Keyframe {
    return this.#kept.filter((frame) => frame.step <= step).at(-1);
  }

  /** Takes over those of a run that is the same up to a step, and what it is there. */
  takeOver(other: Keyframes, step: number, now: Keyframe | undefined): void {
    const before = other.#kept.filter((frame) => frame.step < step);
    this.#kept.splice(0, this.#kept.length, ...before, ...(now ? [now] : []));
    this.#sparser = other.#sparser;
  }

  /**
   * Told of a run that goes on, keeps what it is now and then.
   *
   * @param ms the work since the last call
   */
  pass(step: number, stepsPerEpoch: number, ms: number, state: () => Omit<Keyframe, 'step'>): void {
    const distance = step - this.before(Infinity).step;
    if (distance <= 0) return;
    this.#work += ms;
    if (distance < EPOCHS * this.#sparser * stepsPerEpoch && this.#work < WORK_MS * this.#sparser) return;
    this.#work = 0;
    this.#kept.push({ step, ...state() });
    if (this.#kept.length <= MOST) return;
    this.#sparser *= 2;
    this.#kept.splice(0, this.#kept.length, ...this.#kept.filter((_, i) => i % 2 === 0));
  }
}
