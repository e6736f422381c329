export { formatArray, type Printable } from './array.ts';
export { formatFixed, formatNumber } from './number.ts';
