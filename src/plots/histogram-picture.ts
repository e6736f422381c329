import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { checkText } from './arguments.ts';
import { axis, rangeOf } from './axis.ts';
import { frame, leftOf, MARGIN } from './frame.ts';
import { WIDE, pixel, titled, type Form, type Picture } from './picture.ts';

const [HEIGHT, BINS] = [180, 60];
const FILL = '#44AA99';

/** How often values of a size occur. */
export function histogramPicture(
  values: ArrayLike,
  { width = WIDE, title: name = 'Values' }: Form = {},
  where = 'plotHistogram',
): Picture {
  checkText(where, 'the title', name);
  const { data } = asTensor(values, where, 'float64');
  const [low, high] = rangeOf(data);
  const half = high / 2 - low / 2 || 0.5; // the whole may be more than float64 holds
  const counts = new Float64Array(BINS);
  let others = 0;
  for (const value of data) {
    if (Number.isFinite(value)) counts[Math.min(BINS - 1, Math.floor(((value / 2 - low / 2) / half) * BINS))]!++;
    else others++;
  }
  const title = titled(name, others);
  const y = axis([0, Math.max(...counts, 1)], [HEIGHT - MARGIN.bottom, MARGIN.top], 3, 1);
  const x = axis([low, low < high ? high : low + 1], [leftOf(y), width - MARGIN.right], width < WIDE ? 5 : 8);
  const bar = (x.to - x.from) / BINS;
  const bars = Array.from(counts, (count, i) => {
    const [from, to] = [x.from + i * bar, x.from + (i + 1) * bar - 0.5];
    return count === 0 ? '' : `M${pixel(from)} ${pixel(y.from)}V${pixel(y.at(count))}H${pixel(to)}V${pixel(y.from)}z`;
  });
  const body = [frame(x, y, { title, x: '' }), `<path class="bar" d="${bars.join('')}" fill="${FILL}"/>`].join('\n');
  return { title, width, height: HEIGHT, body };
}
