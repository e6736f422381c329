import { exp, log } from '../tensor/kernels/float64.ts';
import type { BitGenerator } from './bit-generator.ts';

/** Draws one number of successes. */
export type BinomialSampler = (bits: BitGenerator) => number;

/**
 * What is needed to draw the successes in `n` trials of probability `p`, worked out once: a sampler by inversion where n p is at
 * most 30, by BTPE above. A `p` above 1/2 counts failures instead.
 *
 * Every operation is in the order of NumPy's, because one rounding can decide how much of the stream a draw takes.
 *
 * Source: NumPy's `legacy_random_binomial`.
 */
export function binomialSampler(n: number, p: number): BinomialSampler {
  if (p > 0.5) {
    const failures = binomialSampler(n, 1 - p);
    return (bits) => n - failures(bits);
  }
  return p * n <= 30 ? inversionSampler(n, p) : btpeSampler(n, p);
}

/**
 * Walks up the distribution function until it passes one uniform draw.
 *
 *     P(0) = q^n,   P(x) = P(x - 1) (n - x + 1) p / (x q)
 *
 * A walk that comes further than 10 standard deviations above the mean is begun again with a new draw.
 */
function inversionSampler(n: number, p: number): BinomialSampler {
  const q = 1 - p;
  const none = exp(n * log(q));
  const mean = n * p;
  const bound = Math.floor(Math.min(n, mean + 10 * Math.sqrt(mean * q + 1)));
  return (bits) => {
    let x = 0;
    let px = none;
    let u = bits.double();
    while (u > px) {
      x++;
      if (x > bound) {
        x = 0;
        px = none;
        u = bits.double();
      } else {
        u -= px;
        px = ((n - x + 1) * p * px) / (x * q);
      }
    }
    return x;
  };
}

/**
 * Rejection under a hat of a triangle in the middle, a parallelogram on each of its sides, and an exponential tail at each end.
 *
 * Source: Kachitvichyanukul and Schmeiser, "Binomial random variate generation", Communications of the ACM 31 (1988); the names
 * are theirs.
 */
function btpeSampler(n: number, p: number): BinomialSampler {
  const q = 1 - p;
  const npq = n * p * q;
  const fm = n * p + p;
  const m = Math.floor(fm); // the mode
  const p1 = Math.floor(2.195 * Math.sqrt(npq) - 4.6 * q) + 0.5; // half the width of the triangle
  const xm = m + 0.5;
  const xl = xm - p1;
  const xr = xm + p1;
  const c = 0.134 + 20.5 / (15.3 + m);
  const slope = (a: number): number => a * (1 + a / 2);
  const lambdaLeft = slope((fm - xl) / (fm - xl * p));
  const lambdaRight = slope((xr - fm) / (xr * q));
  // The areas up to and including the triangle (p1), the parallelograms, the left tail, the right tail.
  const p2 = p1 * (1 + 2 * c);
  const p3 = p2 + c / lambdaLeft;
  const p4 = p3 + c / lambdaRight;

  /** Whether `v`, uniform under the hat at `y`, lies above the distribution. */
  const rejects = (y: number, v: number): boolean => {
    const k = Math.abs(y - m);
    if (k <= 20 || k >= npq / 2 - 1) return v > ratio(y);
    // Squeeze: log v against a parabola and a band around it.
    const rho = (k / npq) * ((k * (k / 3 + 0.625) + 0.16666666666666666) / npq + 0.5);
    const t = (-k * k) / (2 * npq);
    const logV = log(v);
    if (logV < t - rho) return false;
    if (logV > t + rho) return true;
    const x1 = y + 1;
    const f1 = m + 1;
    const z = n + 1 - m;
    const w = n - y + 1;
    const bound =
      xm * log(f1 / x1) +
      (n - m + 0.5) * log(z / w) +
      (y - m) * log((w * p) / (x1 * q)) +
      stirling(f1) +
      stirling(z) +
      stirling(x1) +
      stirling(w);
    return logV > bound;
  };

  /** P(y) / P(m), factor by factor. */
  const ratio = (y: number): number => {
    const s = p / q;
    const a = s * (n + 1);
    let f = 1;
    for (let i = m + 1; i <= y; i++) f *= a / i - s;
    for (let i = y + 1; i <= m; i++) f /= a / i - s;
    return f;
  };

  return (bits) => {
    for (;;) {
      const u = bits.double() * p4;
      let v = bits.double();
      let y: number;
      if (u <= p1) {
        return Math.floor(xm - p1 * v + u); // the triangle lies below the distribution
      } else if (u <= p2) {
        const x = xl + (u - p1) / c;
        v = v * c + 1 - Math.abs(m - x + 0.5) / p1;
        if (v > 1) continue;
        y = Math.floor(x);
      } else if (u <= p3) {
        y = Math.floor(xl + log(v) / lambdaLeft);
        if (y < 0) continue;
        v = v * (u - p2) * lambdaLeft;
      } else {
        y = Math.floor(xr - log(v) / lambdaRight);
        if (y > n) continue;
        v = v * (u - p3) * lambdaRight;
      }
      if (!rejects(y, v)) return y;
    }
  };
}

/** The tail of Stirling's series for log x!, to five terms. */
function stirling(x: number): number {
  const xx = x * x;
  return (13680 - (462 - (132 - (99 - 140 / xx) / xx) / xx) / xx) / x / 166320;
}
