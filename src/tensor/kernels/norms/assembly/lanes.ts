/** Four numbers at a time, of arrays that hold floats or doubles. */
import { demote, get } from '../../assembly/lanes';

/** Numbers as floats: four where W = v128, one where W = f32; from floats, or from doubles where `wide` is 1. */
@inline
export function read<W>(from: usize, index: usize, wide: i32): v128 {
  if (!wide) return get<W>(from + 4 * index);
  const at = from + 8 * index;
  return sizeof<W>() == 16
    ? demote(v128.load(at), v128.load(at, 16))
    : f32x4.demote_f64x2_zero(v128.load64_zero(at));
}

/** (x - mean) * scale */
@inline
export function normal(x: v128, mean: v128, scale: v128): v128 {
  return f32x4.mul(f32x4.sub(x, mean), scale);
}
