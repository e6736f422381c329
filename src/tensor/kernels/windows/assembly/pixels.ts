/** Sums over the pixels of an image, and the way back. */
import { high, low } from '../../assembly/lanes';

/** output[N, C] = Σ_p x[N, P, C] / divisor in doubles; x and output hold S. */
@inline
function sums<S>(x: usize, output: usize, N: usize, P: usize, C: usize, divisor: f64): void {
  const pitch = C * sizeof<S>();
  for (; N > 0; N--) {
    const end = x + P * pitch;
    let c: usize = 0;
    if (sizeof<S>() == 4) {
      const by = f64x2.splat(divisor);
      for (; c + 16 <= pitch; c += 16) {
        let s0 = f64x2.splat(0);
        let s1 = s0;
        for (let row = x + c; row < end; row += pitch) {
          const y = v128.load(row);
          s0 = f64x2.add(s0, low(y));
          s1 = f64x2.add(s1, high(y));
        }
        const result = v128.shuffle<i64>(
          f32x4.demote_f64x2_zero(f64x2.div(s0, by)),
          f32x4.demote_f64x2_zero(f64x2.div(s1, by)),
          0,
          2,
        );
        v128.store(output + c, result);
      }
    }
    for (; c < pitch; c += sizeof<S>()) {
      let s: f64 = 0;
      for (let row = x + c; row < end; row += pitch) s += <f64>load<S>(row);
      store<S>(output + c, <S>(s / divisor));
    }
    x = end;
    output += pitch;
  }
}

/** `wide`: x and output hold float64. */
export function sumPixels(x: usize, output: usize, N: usize, P: usize, C: usize, divisor: f64, wide: bool): void {
  if (wide) sums<f64>(x, output, N, P, C, divisor);
  else sums<f32>(x, output, N, P, C, divisor);
}

@inline
function spread<S, D>(x: usize, output: usize, N: usize, P: usize, C: usize, divisor: f64): void {
  const pitch = C * sizeof<D>();
  for (; N > 0; N--) {
    for (let c: usize = 0; c < C; c++, x += sizeof<S>()) {
      const y = <D>(<f64>load<S>(x) / divisor);
      let to = output + c * sizeof<D>();
      for (let p: usize = 0; p < P; p++, to += pitch) store<D>(to, y);
    }
    output += P * pitch;
  }
}

/** output[N, P, C] = x[N, C] / divisor; `wide` of the two hold float64, output first. */
export function spreadPixels(x: usize, output: usize, N: usize, P: usize, C: usize, divisor: f64, wide: i32): void {
  if (wide == 0) spread<f32, f32>(x, output, N, P, C, divisor);
  else if (wide == 1) spread<f32, f64>(x, output, N, P, C, divisor);
  else spread<f64, f64>(x, output, N, P, C, divisor);
}
