/**
 * @typedef {object} Spread
 * @property {number} median
 * @property {number} low the lower quartile
 * @property {number} high the upper quartile
 * @property {number} min
 * @property {number} max
 * @property {number} count
 */

/**
 * The value below which a share of the sorted values lies, between neighbours on a straight line.
 *
 * @param {readonly number[]} sorted
 * @param {number} share
 */
function quantile(sorted, share) {
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)] ?? NaN;
  const above = sorted[Math.ceil(at)] ?? NaN;
  return below + (above - below) * (at - Math.floor(at));
}

/**
 * The median and how far the values spread around it.
 *
 * @param {readonly number[]} values
 * @returns {Spread}
 */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    median: quantile(sorted, 0.5),
    low: quantile(sorted, 0.25),
    high: quantile(sorted, 0.75),
    min: quantile(sorted, 0),
    max: quantile(sorted, 1),
    count: sorted.length,
  };
}

/**
 * Three digits that count, with thousands set apart: 0.0123, 4.56, 78.9, 123, 85,000.
 *
 * @param {number} value
 */
export function figure(value) {
  if (!Number.isFinite(value)) return '-';
  if (value === 0) return '0';
  const magnitude = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 2);
  const digits = Math.max(0, Math.min(20, -Math.round(Math.log10(magnitude))));
  const rounded = magnitude >= 1 ? Math.round(value / magnitude) * magnitude : value;
  return rounded.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
