import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { axis, rangeOf } from './axis.ts';
import { frame, MARGIN } from './frame.ts';
import { WIDE, pixel, type Form, type Picture } from './picture.ts';

const [HEIGHT, BINS] = [180, 60];
const FILL = '#44AA99';

/** How often values of a size occur. */
export function histogramPicture(
  values: ArrayLike,
  { width: across = WIDE, title = 'Values' }: Form = {},
  where = 'plotHistogram',
): Picture {
  const { data } = asTensor(values, where, 'float64');
  const [low, high] = rangeOf(data);
  const width = (high - low || 1) / BINS;
  const counts = new Float64Array(BINS);
  for (const value of data) {
    if (Number.isFinite(value)) counts[Math.min(BINS - 1, Math.floor((value - low) / width))]!++;
  }
  const x = axis([low, low + BINS * width], [MARGIN.left, across - MARGIN.right], across < WIDE ? 5 : 8);
  const y = axis([0, Math.max(...counts, 1)], [HEIGHT - MARGIN.bottom, MARGIN.top], 3, 1);
  const bars = Array.from(counts, (count, i) => {
    const [from, to, top] = [x.at(low + i * width), x.at(low + (i + 1) * width), y.at(count)];
    return count === 0 ? '' : `M${pixel(from)} ${pixel(y.from)}V${pixel(top)}H${pixel(to - 0.5)}V${pixel(y.from)}z`;
  });
  const body = [frame(x, y, { title, x: '' }), `<path class="bar" d="${bars.join('')}" fill="${FILL}"/>`].join('\n');
  return { title, width: across, height: HEIGHT, body };
}
