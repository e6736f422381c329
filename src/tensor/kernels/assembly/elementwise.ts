/** Sums and products of two arrays, element by element. The result may be one of the arrays that are read. */
import { get, high, low, put } from './lanes';

class Sum {}
class Product {}

/** output = x + y; `wide` arrays of x and y hold float64, y first, and the output does where one of them does. */
export function add(x: usize, y: usize, output: usize, length: usize, wide: i32): void {
  combine<Sum>(x, y, output, length, wide);
}

/** output = x * y, likewise. */
export function multiply(x: usize, y: usize, output: usize, length: usize, wide: i32): void {
  combine<Product>(x, y, output, length, wide);
}

@inline
function combine<Op>(x: usize, y: usize, output: usize, length: usize, wide: i32): void {
  if (wide == 0) floats<Op>(x, y, output, length);
  else if (wide == 1) doubles<Op, f32>(x, y, output, length);
  else doubles<Op, f64>(x, y, output, length);
}

/** x + y or x * y in every lane of T. */
@inline
function lanes<Op, T>(x: v128, y: v128): v128 {
  return idof<Op>() == idof<Sum>() ? v128.add<T>(x, y) : v128.mul<T>(x, y);
}

@inline
function floats<Op>(x: usize, y: usize, output: usize, length: usize): void {
  const end = x + length * 4;
  for (; x + 16 <= end; x += 16, y += 16, output += 16) put<v128>(output, lanes<Op, f32>(get<v128>(x), get<v128>(y)));
  for (; x < end; x += 4, y += 4, output += 4) put<f32>(output, lanes<Op, f32>(get<f32>(x), get<f32>(y)));
}

/** x holds elements of S. */
@inline
function doubles<Op, S>(x: usize, y: usize, output: usize, length: usize): void {
  const end = x + length * sizeof<S>();
  for (; x + 4 * sizeof<S>() <= end; x += 4 * sizeof<S>(), y += 32, output += 32) {
    const head = v128.load(x);
    const a = sizeof<S>() == 4 ? low(head) : head;
    const b = sizeof<S>() == 4 ? high(head) : v128.load(x, 16);
    v128.store(output, lanes<Op, f64>(a, v128.load(y)));
    v128.store(output, lanes<Op, f64>(b, v128.load(y, 16)), 16);
  }
  for (; x < end; x += sizeof<S>(), y += 8, output += 8) {
    const a = sizeof<S>() == 4 ? low(v128.load32_zero(x)) : v128.load64_zero(x);
    v128.store64_lane(output, lanes<Op, f64>(a, v128.load64_zero(y)), 0);
  }
}
