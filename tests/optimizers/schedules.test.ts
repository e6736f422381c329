/** Learning rates that change with the step, and the power they are made of. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Adam, cosineDecay, Dense, exponentialDecay, SGD, stepDecay, ValueError, warmup, type Schedule } from 'nnfs';
import { power } from '../../src/optimizers/power.ts';

const at = (schedule: Schedule, ...steps: number[]): number[] => steps.map(schedule);

describe('schedules', () => {
  it('stepDecay falls at intervals', () => {
    expect(at(stepDecay({ rate: 0.8, every: 5 }), 0, 4, 5, 9, 10, 50)).toEqual([0.8, 0.8, 0.4, 0.4, 0.2, 0.8 / 1024]);
    expect(at(stepDecay({ rate: 1, factor: 0.1, every: 2 }), 0, 1, 2, 4)).toEqual([1, 1, 0.1, 0.010000000000000002]);
  });
  it('exponentialDecay falls at every step', () => {
    expect(at(exponentialDecay({ rate: 2, factor: 0.5 }), 0, 1, 2, 10)).toEqual([2, 1, 0.5, 2 / 1024]);
  });
  it('cosineDecay goes down half a wave, then stays', () => {
    const schedule = cosineDecay({ rate: 1, end: 0.2, steps: 100 });
    expect(at(schedule, 0, 100, 101, 1e6)).toEqual([1, 0.2, 0.2, 0.2]);
    expect(schedule(50)).toBeCloseTo(0.6, 15); // cos(π / 2) of a rounded π
    for (let step = 1; step <= 100; step++) expect(schedule(step)).toBeLessThan(schedule(step - 1));
    expect(cosineDecay({ rate: 1, steps: 10 })(10)).toBe(0);
  });
  it('warmup climbs to a rate or to another schedule', () => {
    expect(at(warmup({ steps: 4, then: 0.8 }), 0, 1, 2, 3, 4, 99)).toEqual([
      0.2, 0.4, 0.6000000000000001, 0.8, 0.8, 0.8,
    ]);
    const then = stepDecay({ rate: 1, every: 2 });
    expect(at(warmup({ steps: 2, then }), 0, 1, 2, 3, 4)).toEqual([0.5, 1, 0.5, 0.5, 0.25]);
  });

  it('reach what was asked for exactly, and end', () => {
    for (const rate of [0.1, 0.01, 0.001, 0.3, 0.05, 5e-4]) {
      for (let steps = 1; steps <= 100; steps++) {
        expect(at(warmup({ steps, then: rate }), steps - 1, steps, 1000)).toEqual([rate, rate, rate]);
        const end = rate / steps;
        expect(at(cosineDecay({ rate, end, steps }), 0, steps, Infinity)).toEqual([rate, end, end]);
        expect(stepDecay({ rate, every: steps })(0)).toBe(rate);
      }
    }
    expect(cosineDecay({ rate: 0.3, end: 0.1, steps: 5 })(0)).toBe(0.3); // 0.1 + (0.3 - 0.1) is 0.3 and a bit
    expect(at(exponentialDecay({ rate: 1, factor: 0.9 }), 0, Infinity)).toEqual([1, 0]);
    expect(stepDecay({ rate: 1, every: 1e-320 })(1)).toBe(0);
  });

  it('drive an optimizer, times its decay', () => {
    const dense = new Dense(1, 1);
    dense.dweights = [[1]];
    dense.weights = [[0]];
    const optimizer = new SGD({ learningRate: exponentialDecay({ rate: 1, factor: 0.5 }), decay: 1 });
    const rates = [0, 1, 2].map(() => {
      optimizer.update([dense]);
      return optimizer.currentLearningRate;
    });
    expect(rates).toEqual([1, 0.25, 0.25 / 3]);
    expect(dense.weights.item()).toBe(Math.fround(-1.25 - Math.fround(0.25 / 3)));
  });

  it('may rest at 0', () => {
    const dense = new Dense(2, 2);
    dense.dweights = [[1, 2], [3, 4]]; // prettier-ignore
    const before = dense.weights.clone();
    new Adam({ learningRate: () => 0 }).update([dense]);
    expect(dense.weights).toEqualTensor(before);
  });

  it.each([NaN, -1, Infinity, '0.1', undefined])('must not give %o', (rate) => {
    const optimizer = new SGD({ learningRate: (() => rate) as never });
    const dense = new Dense(1, 1);
    const before = dense.weights.clone();
    const received = typeof rate === 'string' ? '"0.1"' : String(rate);
    expect(() => optimizer.update([dense])).toThrow(
      expect.objectContaining({
        constructor: ValueError,
        message: `SGD: expected a schedule of finite rates, 0 or more, received ${received} at step 0.`,
      }),
    );
    expect(dense.weights).toEqualTensor(before);
    expect(optimizer.iterations).toBe(0);
  });

  const bad = (options: unknown): never => options as never;
  it.each<[() => Schedule, string]>([
    [() => stepDecay(bad({ rate: 1 })), 'stepDecay: expected every above 0, received undefined.'],
    [() => stepDecay({ rate: 0, every: 1 }), 'stepDecay: expected rate above 0, received 0.'],
    [() => stepDecay({ rate: 1, factor: -1, every: 1 }), 'stepDecay: expected factor above 0, received -1.'],
    [
      () => stepDecay(bad({ rate: 1, every: 1, gamma: 1 })),
      'stepDecay: expected options { rate, factor, every }, received the option "gamma".',
    ],
    [() => exponentialDecay(bad({ rate: 1 })), 'exponentialDecay: expected factor above 0, received undefined.'],
    [() => exponentialDecay({ rate: NaN, factor: 1 }), 'exponentialDecay: expected rate above 0, received NaN.'],
    [() => exponentialDecay(bad(0.1)), 'exponentialDecay: expected options { rate, factor }, received 0.1.'],
    [() => cosineDecay({ rate: 1, end: -0.1, steps: 5 }), 'cosineDecay: expected end of 0 or more, received -0.1.'],
    [() => cosineDecay({ rate: 1, steps: 0 }), 'cosineDecay: expected steps above 0, received 0.'],
    [() => warmup({ steps: 0, then: 1 }), 'warmup: expected steps above 0, received 0.'],
    [() => warmup({ steps: 1, then: -1 }), 'warmup: expected then to be a rate above 0 or a schedule, received -1.'],
    [
      () => warmup(bad({ steps: 1, then: 'cosine' })),
      'warmup: expected then to be a rate above 0 or a schedule, received "cosine".',
    ],
  ])('%#: wrong options', (make, message) => {
    expect(make).toThrow(expect.objectContaining({ constructor: ValueError, message }));
  });
});

/** A double as an integer times a power of two, exactly. */
function exactly(x: number): [digits: bigint, exponent: number] {
  let exponent = 0;
  while (!Number.isInteger(x)) {
    x *= 2;
    exponent--;
  }
  return [BigInt(x), exponent];
}

/** base^n in whole numbers, rounded once: half to even, as a double does. */
function exactPower(base: number, n: number): number {
  const [digits, exponent] = exactly(base);
  const whole = digits ** BigInt(n);
  const surplus = Math.max(0, whole.toString(2).length - 55); // two more than a double holds
  const sticky = surplus > 0 && whole % (1n << BigInt(surplus)) !== 0n ? 1n : 0n;
  return Number(((whole >> BigInt(surplus)) << 1n) | sticky) * 2 ** (surplus - 1) * 2 ** (exponent * n); // the first two are exact
}

const PYTHON = {
  0.9: [2.6561398887587544e-5, 1.7478712517226947e-46, 1.631350185342827e-229],
  0.999: [0.9047921471137089, 0.36769542477096373, 4.5128172631071194e-5],
};

describe('power', () => {
  it.each([0.9, 0.999, 0.8, 0.5, 0.99, 0.1])('of %d is rounded once', (base) => {
    // Up to where base^n needs more bits than a double has exponents for.
    for (let n = 0; n <= 18; n++) expect(power(base, n), `${base} ** ${n}`).toBe(exactPower(base, n));
  });

  it('is that of the C library, as Python calls it', () => {
    // >>> [0.9 ** t for t in (100, 1000, 5000)], [0.999 ** t for t in (100, 1000, 10001)]
    expect([100, 1000, 5000].map((t) => power(0.9, t))).toEqual(PYTHON[0.9]);
    expect([100, 1000, 10001].map((t) => power(0.999, t))).toEqual(PYTHON[0.999]);
  });

  it('is a product of powers, but for rounding', () => {
    const base = fc.double({ min: 0.01, max: 1.2, noNaN: true });
    const n = fc.integer({ min: 0, max: 150 });
    fc.assert(
      fc.property(base, n, n, (x, a, b) => {
        const [whole, parts] = [power(x, a + b), power(x, a) * power(x, b)];
        if (parts > 1e-290) expect(Math.abs(whole - parts)).toBeLessThanOrEqual(4 * Number.EPSILON * whole);
      }),
      { seed: 42 },
    );
  });

  it('fades to 0', () => {
    expect(power(0, 5)).toBe(0);
    expect(power(0.9, 0)).toBe(1);
    expect(power(0.9, 1e6)).toBe(0);
    expect(1 - power(0.9, 1e9)).toBe(1);
  });
});
