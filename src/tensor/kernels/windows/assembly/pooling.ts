/**
 * Pooling: the channels of a pixel lie side by side, so lanes run over them and a window is gone through pixel by pixel, in order.
 * V is v128 for a vector of floats, else the type of one number.
 */
import { C, H, OH, OW, W, kh, kw, left, sx, sy, top } from './geometry';

class Largest {}
class Average {}

// The part of the window that lies in the image.
let fromY: i32 = 0;
let toY: i32 = 0;
let fromX: i32 = 0;
let toX: i32 = 0;

@inline
function setWindow(oy: i32, ox: i32): void {
  const y = oy * sy - top;
  const x = ox * sx - left;
  fromY = max(y, 0);
  toY = min(y + kh, H);
  fromX = max(x, 0);
  toX = min(x + kw, W);
}

/** The largest number of the window so far and the next: the first of equals, the first NaN. */
@inline
function larger<V>(y: V, x: V): V {
  if (isVector<V>()) return v128.bitselect(x, y, v128.or(f32x4.gt(x, y), f32x4.ne(x, x)));
  return x > y || x != x ? x : y;
}

@inline
function sumOf<V>(x: V, y: V): V {
  return isVector<V>() ? f32x4.add(x, y) : x + y;
}

/** x / count */
@inline
function quotient<V>(x: V, count: i32): V {
  return isVector<V>() ? f32x4.div(x, f32x4.splat(<f32>count)) : x / <V>count;
}

@inline
function read<V>(from: usize): V {
  return isVector<V>() ? v128.load(from) : load<V>(from);
}

@inline
function write<V>(to: usize, x: V): void {
  if (isVector<V>()) v128.store(to, x);
  else store<V>(to, x);
}

/** What one window makes of the channels at `image`. */
@inline
function pooled<Op, V>(image: usize, pixel: usize): V {
  const count = (toY - fromY) * (toX - fromX);
  const average = idof<Op>() == idof<Average>();
  let result = read<V>(image + (fromY * W + fromX) * pixel);
  if (average) result = sumOf<V>(result, isVector<V>() ? f32x4.splat(0) : <V>0); // -0 becomes 0, as a sum from 0 on does
  let x = fromX + 1;
  for (let y = fromY; y < toY; y++) {
    let at = image + (y * W + x) * pixel;
    for (; x < toX; x++, at += pixel) {
      result = average ? sumOf<V>(result, read<V>(at)) : larger<V>(result, read<V>(at));
    }
    x = fromX;
  }
  return average ? quotient<V>(result, count) : result;
}

/** All windows of elements of S. */
@inline
function pool<Op, S>(x: usize, output: usize, N: i32): void {
  const pixel: usize = C * sizeof<S>();
  for (let n = 0; n < N; n++, x += H * W * pixel) {
    for (let oy = 0; oy < OH; oy++) {
      for (let ox = 0; ox < OW; ox++) {
        setWindow(oy, ox);
        let c: usize = 0;
        if (sizeof<S>() == 4) {
          for (; c + 16 <= pixel; c += 16) v128.store(output + c, pooled<Op, v128>(x + c, pixel));
        }
        for (; c < pixel; c += sizeof<S>()) store<S>(output + c, pooled<Op, S>(x + c, pixel));
        output += pixel;
      }
    }
  }
}

/** `wide`: x and output hold float64. */
export function maxPool(x: usize, output: usize, N: i32, wide: bool): void {
  if (wide) pool<Largest, f64>(x, output, N);
  else pool<Largest, f32>(x, output, N);
}

export function averagePool(x: usize, output: usize, N: i32, wide: bool): void {
  if (wide) pool<Average, f64>(x, output, N);
  else pool<Average, f32>(x, output, N);
}

/** Adds a slope to the first input of the window that the output is; the other inputs get 0. Lanes that are done have no bits in `open`. */
@inline
function giveToLargest(x: usize, largest: v128, slope: v128, dinputs: usize, pixel: usize): void {
  let open = i32x4.splat(-1);
  for (let y = fromY; y < toY; y++) {
    const end = (y * W + toX) * pixel;
    for (let at = (y * W + fromX) * pixel; at < end; at += pixel) {
      const value = v128.load(x + at);
      const is = v128.and(open, v128.or(f32x4.eq(value, largest), f32x4.ne(value, value)));
      open = v128.andnot(open, is);
      v128.store(dinputs + at, f32x4.add(v128.load(dinputs + at), v128.and(slope, is)));
    }
  }
}

@inline
function giveToFirst<S, D>(x: usize, largest: S, slope: D, dinputs: usize, C: usize): void {
  for (let y = fromY; y < toY; y++) {
    for (let at = fromX; at < toX; at++) {
      const element = (y * W + at) * C;
      const value = load<S>(x + element * sizeof<S>());
      if (value == largest || value != value) {
        const to = dinputs + element * sizeof<D>();
        store<D>(to, load<D>(to) + slope);
        return;
      }
    }
  }
}

/** x and output hold S, dvalues V and dinputs D. */
function maxBack<S, V, D>(x: usize, output: usize, dvalues: usize, dinputs: usize, N: i32): void {
  memory.fill(dinputs, 0, N * H * W * C * sizeof<D>());
  const channels: usize = C;
  for (let n = 0; n < N; n++) {
    for (let oy = 0; oy < OH; oy++) {
      for (let ox = 0; ox < OW; ox++) {
        setWindow(oy, ox);
        let c: usize = 0;
        if (sizeof<S>() + sizeof<V>() == 8) {
          for (; c + 4 <= channels; c += 4) {
            const o = 4 * c;
            giveToLargest(x + o, v128.load(output + o), v128.load(dvalues + o), dinputs + o, 4 * channels);
          }
        }
        for (; c < channels; c++) {
          const largest = load<S>(output + c * sizeof<S>());
          const slope = <D>load<V>(dvalues + c * sizeof<V>());
          giveToFirst<S, D>(x + c * sizeof<S>(), largest, slope, dinputs + c * sizeof<D>(), channels);
        }
        output += channels * sizeof<S>();
        dvalues += channels * sizeof<V>();
      }
    }
    x += H * W * channels * sizeof<S>();
    dinputs += H * W * channels * sizeof<D>();
  }
}

/** Bits of `types`: x and output, and dvalues hold float64. dinputs do where one of them does. */
export function maxPoolGradient(x: usize, output: usize, dvalues: usize, dinputs: usize, N: i32, types: i32): void {
  if (types == 0) maxBack<f32, f32, f32>(x, output, dvalues, dinputs, N);
  else if (types == 1) maxBack<f64, f32, f64>(x, output, dvalues, dinputs, N);
  else if (types == 2) maxBack<f32, f64, f64>(x, output, dvalues, dinputs, N);
  else maxBack<f64, f64, f64>(x, output, dvalues, dinputs, N);
}

/** dvalues hold V, dinputs D. */
function averageBack<V, D>(dvalues: usize, dinputs: usize, N: i32): void {
  memory.fill(dinputs, 0, N * H * W * C * sizeof<D>());
  const channels: usize = C;
  const pixel = channels * sizeof<D>();
  for (let n = 0; n < N; n++, dinputs += H * W * pixel) {
    for (let oy = 0; oy < OH; oy++) {
      for (let ox = 0; ox < OW; ox++) {
        setWindow(oy, ox);
        const count = (toY - fromY) * (toX - fromX);
        for (let y = fromY; y < toY; y++) {
          for (let at = fromX; at < toX; at++) {
            const to = dinputs + (y * W + at) * pixel;
            let c: usize = 0;
            if (sizeof<V>() + sizeof<D>() == 8) {
              const by = f32x4.splat(<f32>count);
              for (; c + 4 <= channels; c += 4) {
                const part = f32x4.div(v128.load(dvalues + 4 * c), by);
                v128.store(to + 4 * c, f32x4.add(v128.load(to + 4 * c), part));
              }
            }
            for (; c < channels; c++) {
              const part = <D>load<V>(dvalues + c * sizeof<V>()) / <D>count;
              store<D>(to + c * sizeof<D>(), load<D>(to + c * sizeof<D>()) + part);
            }
          }
        }
        dvalues += channels * sizeof<V>();
      }
    }
  }
}

/** `wide` of the two hold float64, dinputs first. */
export function averagePoolGradient(dvalues: usize, dinputs: usize, N: i32, wide: i32): void {
  if (wide == 0) averageBack<f32, f32>(dvalues, dinputs, N);
  else if (wide == 1) averageBack<f32, f64>(dvalues, dinputs, N);
  else averageBack<f64, f64>(dvalues, dinputs, N);
}
