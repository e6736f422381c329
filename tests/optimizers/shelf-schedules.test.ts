/** The schedules beyond the first four: PyTorch's rates step after step, their edges, and what they refuse. */
import { describe, expect, it } from 'vitest';
import {
  Dense,
  SGD,
  cosineRestarts,
  linearWarmup,
  oneCycle,
  piecewiseConstant,
  polynomialDecay,
  stepDecay,
  warmup,
  type Schedule,
} from 'nnfs';
import { golden } from '../support/golden.ts';

const SCHEDULES = { piecewiseConstant, polynomialDecay, cosineRestarts, oneCycle, linearWarmup };
const { cases } = golden<{
  cases: readonly { name: keyof typeof SCHEDULES; options: object; rates: readonly number[] }[];
}>('schedules.json');

const rows = cases.map((one) => ({ ...one, text: `${one.name}(${JSON.stringify(one.options)})` }));

describe.each(rows)('$text', ({ name, options, rates }) => {
  const make = SCHEDULES[name] as (options: object) => Schedule;

  it('gives PyTorch’s rates', () => {
    const schedule = make(options);
    // PyTorch multiplies rates from step to step, where these have a closed form.
    rates.forEach((rate, step) => expect(Math.abs(schedule(step) - rate), `step ${step}`).toBeLessThan(1e-14));
  });

  it('drives an optimizer to the same rates, in whatever order they are asked for', () => {
    const optimizer = new SGD({ learningRate: make(options) });
    const dense = new Dense(1, 1);
    const found = rates.map(() => {
      optimizer.update([dense]);
      return optimizer.currentLearningRate;
    });
    const schedule = make(options);
    expect([...found].reverse()).toEqual(rates.map((_, i) => schedule(rates.length - 1 - i)));
  });
});

describe('exactly', () => {
  it('polynomialDecay falls towards its end, by the numbers of Keras’ PolynomialDecay', () => {
    // (rate - end) * (1 - step / steps)^power + end
    expect(polynomialDecay({ rate: 1, end: 0.25, steps: 8, power: 2 })(4)).toBe(0.4375);
    expect(polynomialDecay({ rate: 1, end: 0.25, steps: 8 })(2)).toBe(0.8125);
  });

  it.each([0.1, 0.3, 0.05, 0.001])('%d is reached at the ends', (rate) => {
    for (let steps = 2; steps <= 60; steps++) {
      const end = rate / steps;
      const polynomial = polynomialDecay({ rate, end, steps, power: 0.7 });
      expect([0, steps, Infinity].map(polynomial)).toEqual([rate, end, end]);
      const cycle = oneCycle({ rate, steps: 10 * steps, start: end, end: end / 2 });
      expect([0, 3 * steps - 1, 10 * steps - 1, Infinity].map(cycle)).toEqual([end, rate, end / 2, end / 2]);
      expect([0, steps, Infinity].map(linearWarmup({ steps, then: rate }))).toEqual([0, rate, rate]);
      const restarts = cosineRestarts({ rate, end: end / 2, steps, growth: 2, shrink: 1 });
      expect([0, steps, 3 * steps, 7 * steps].map(restarts)).toEqual([rate, rate, rate, rate]);
    }
  });

  it('far along, without a walk of a billion cycles', () => {
    expect(cosineRestarts({ rate: 1, steps: 10 })(1e15)).toBe(1);
    expect(cosineRestarts({ rate: 1, steps: 10, shrink: 0.5 })(1e15)).toBe(0);
    expect(cosineRestarts({ rate: 1, steps: 10, growth: 1.5 })(1e15)).toBeGreaterThanOrEqual(0);
  });
});

it('linearWarmup counts from 0, warmup from 1', () => {
  const [zero, one] = [linearWarmup({ steps: 4, then: 1 }), warmup({ steps: 4, then: 1 })];
  for (let step = 0; step < 4; step++) expect(zero(step + 1)).toBe(one(step));
  expect(linearWarmup({ steps: 2, then: stepDecay({ rate: 1, every: 2 }) })(3)).toBe(0.5);
});

const bad = (options: unknown): never => options as never;
it.each<[() => Schedule, string]>([
  [() => piecewiseConstant({ boundaries: [2, 1], rates: [1, 1, 1] }), 'piecewiseConstant: expected boundaries to be steps above 0, each above the one before, received [2, 1].'], // prettier-ignore
  [() => piecewiseConstant({ boundaries: [0], rates: [1, 1] }), 'piecewiseConstant: expected boundaries to be steps above 0, each above the one before, received [0].'], // prettier-ignore
  [() => piecewiseConstant({ boundaries: [1], rates: [1, -1] }), 'piecewiseConstant: expected rates to be rates of 0 or more, received [1, -1].'], // prettier-ignore
  [() => piecewiseConstant({ boundaries: [1], rates: [1] }), 'piecewiseConstant: expected 2 rates, one more than boundaries, received [1].'], // prettier-ignore
  [() => piecewiseConstant(bad({ values: 1 })), 'piecewiseConstant: expected options { boundaries, rates }, received the option "values".'], // prettier-ignore
  [() => polynomialDecay(bad({ rate: 1 })), 'polynomialDecay: expected steps above 0, received undefined.'],
  [() => polynomialDecay({ rate: 1, steps: 5, power: 0 }), 'polynomialDecay: expected power above 0, received 0.'],
  [() => cosineRestarts({ rate: 1, steps: 5, growth: 0.5 }), 'cosineRestarts: expected growth of 1 or more, received 0.5.'], // prettier-ignore
  [() => cosineRestarts({ rate: 1, steps: 5, shrink: 0 }), 'cosineRestarts: expected shrink above 0, received 0.'],
  [() => oneCycle({ rate: 1, steps: 0.5 }), 'oneCycle: expected steps to be a whole number, 1 or more, received 0.5.'],
  [() => oneCycle({ rate: 1, steps: 5, warm: 1 }), 'oneCycle: expected warm above 0 and below 1, received 1.'],
  [() => oneCycle({ rate: 1, steps: 5, end: -1 }), 'oneCycle: expected end of 0 or more, received -1.'],
  [() => linearWarmup({ steps: 5, then: 0 }), 'linearWarmup: expected then to be a rate above 0 or a schedule, received 0.'], // prettier-ignore
  [() => linearWarmup({ steps: 5, then: 1, start: 1 }), 'linearWarmup: expected start from 0 to below 1, received 1.'],
])('%#: refused', (make, message) => {
  expect(make).toThrow(expect.objectContaining({ message }));
});
