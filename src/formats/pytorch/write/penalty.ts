import type { Named } from '../module-writer.ts';
import { number } from '../python/literal.ts';

/** The sum of l1 * Σ|w| + l2 * Σw² over the parameters, as lines of Python; the slope of |w| at 0 is 1, as in nnfs. */
export function penaltyLines(parameters: readonly Named[]): string[] {
  const penalized = parameters.filter(({ parameter }) => parameter.penalized);
  if (penalized.length === 0) return ['return 0.0'];
  const terms = penalized.flatMap(({ name, parameter: { options } }) => {
    const w = `w["${name}"]`;
    return [
      ...(options.l1 > 0 ? [`total = total + ${number(options.l1)} * torch.where(${w} < 0, -${w}, ${w}).sum()`] : []),
      ...(options.l2 > 0 ? [`total = total + ${number(options.l2)} * ${w}.square().sum()`] : []),
    ];
  });
  return ['w = dict(model.named_parameters())', 'total = 0.0', ...terms, 'return total'];
}
