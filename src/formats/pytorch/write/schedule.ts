/** Learning rates as functions of Python, a step being counted from 0. */
import { ValueError } from '../../../errors.ts';
import { callOf } from '../../../optimizers/described.ts';
import type { Schedule } from '../../../optimizers/optimizer.ts';
import { number, tuple } from '../python/literal.ts';

/** The options of a schedule as Python; `then(step)` is the schedule inside. */
type Options = Readonly<Record<string, string>>;

/** The body of `rate(step)` for each schedule of the package. */
const BODIES: Readonly<Record<string, (options: Options) => readonly string[]>> = {
  stepDecay: ({ rate, factor, every }) => [`return ${rate} * ${factor} ** (step // ${every})`],
  exponentialDecay: ({ rate, factor }) => [`return ${rate} * ${factor} ** step`],
  cosineDecay: ({ rate, end, steps }) => [
    `if step >= ${steps}:`,
    `    return ${end}`,
    `return ${end} + (${rate} - ${end}) * (1 + math.cos(math.pi * step / ${steps})) / 2`,
  ],
  warmup: ({ steps }) => [`return then(step) * min(1, (step + 1) / ${steps})`],
  linearWarmup: ({ steps, start }) => [
    `return then(step) * (${start} + (1 - ${start}) * step / ${steps} if step < ${steps} else 1)`,
  ],
  piecewiseConstant: ({ boundaries, rates }) => [
    `return ${rates}[sum(boundary <= step for boundary in ${boundaries})]`,
  ],
  polynomialDecay: ({ rate, end, steps, power }) => [
    `return ${end} + (${rate} - ${end}) * max(0, 1 - step / ${steps}) ** ${power}`,
  ],
  oneCycle: ({ rate, steps, warm, start, end }) => [
    'if step == 0:',
    `    return ${start}`,
    `top = ${warm} * ${steps} - 1`,
    `if step >= ${steps} - 1:`,
    `    return ${end}`,
    'if step < top:',
    `    return ${rate} + (${start} - ${rate}) / 2 * (1 + math.cos(math.pi * step / top))`,
    `return ${end} + (${rate} - ${end}) / 2 * (1 + math.cos(math.pi * (step - top) / (${steps} - 1 - top)))`,
  ],
  cosineRestarts: ({ rate, end, steps, growth, shrink }) => [
    ...(growth === '1'
      ? [`length, begin = ${steps}, step // ${steps} * ${steps}`, `top = ${rate} * ${shrink} ** (step // ${steps})`]
      : [
          `top, begin, length = ${rate}, 0, ${steps}`,
          'while step >= begin + length:',
          `    top, begin, length = top * ${shrink}, begin + length, length * ${growth}`,
        ]),
    `return ${end} + (top - ${end}) * (1 + math.cos(math.pi * (step - begin) / length)) / 2`,
  ],
};

/** `def name(step)`, its lines. @throws ValueError for a function from outside, which no file can hold */
export function rateFunction(where: string, rate: number | Schedule, decay: number, name = 'rate'): readonly string[] {
  const begin = `def ${name}(step):`;
  const indented = (lines: readonly string[]): string[] => [begin, ...lines.map((line) => `    ${line}`)];
  if (decay > 0) {
    return indented([...rateFunction(where, rate, 0, 'then'), `return then(step) / (1 + ${number(decay)} * step)`]);
  }
  if (typeof rate === 'number') return indented([`return ${number(rate)}`]);
  const call = callOf(rate);
  if (call === undefined) {
    const hint = 'Set model.optimizer.learningRate to a number, or to cosineDecay and the like.';
    throw new ValueError(where, 'a learning rate that is a number or a schedule of the package', 'a function', hint);
  }
  const { then, ...options } = call.options;
  const inner = then === undefined ? [] : rateFunction(where, then as number | Schedule, 0, 'then');
  const written = Object.entries(options).map(([key, value]) => [
    key,
    typeof value === 'number' ? number(value) : `[${tuple(value as number[]).slice(1, -1)}]`,
  ]);
  return indented([...inner, ...BODIES[call.name]!(Object.fromEntries(written) as Options)]);
}
