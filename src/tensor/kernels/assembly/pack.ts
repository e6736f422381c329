/** Packing: the rows or columns that one pass of a product reads, laid side by side and widened to the type it computes in. */
import { store4 } from './lanes';

/** Copies four elements of S as T. */
@inline
function copy4<T, S>(from: usize, to: usize): void {
  if (sizeof<S>() == 4) {
    store4<T>(to, v128.load(from));
  } else {
    v128.store(to, v128.load(from));
    v128.store(to, v128.load(from, 16), 16);
  }
}

/**
 * to[k][c] = from[c * across + k * along] for k < depth and c < width, a multiple of 4: elements of S as T; strides in bytes.
 *
 * Columns from `count` on repeat the last one: what is computed from them is not stored.
 */
export function pack<T, S>(
  from: usize,
  across: usize,
  along: usize,
  count: usize,
  width: usize,
  depth: usize,
  to: usize,
): void {
  const pitch = width * sizeof<T>();
  if (across == sizeof<S>() && count >= width) {
    for (let k: usize = 0; k < depth; k++, from += along) {
      copy4<T, S>(from, to);
      to += 4 * sizeof<T>();
      for (let s = from + 4 * sizeof<S>(), end = from + width * sizeof<S>(); s < end; s += 4 * sizeof<S>()) {
        copy4<T, S>(s, to);
        to += 4 * sizeof<T>();
      }
    }
    return;
  }
  for (let c: usize = 0; c < width; c += 4, to += 4 * sizeof<T>()) {
    let s0 = from + min(c, count - 1) * across;
    let s1 = from + min(c + 1, count - 1) * across;
    let s2 = from + min(c + 2, count - 1) * across;
    let s3 = from + min(c + 3, count - 1) * across;
    let d = to;
    let k: usize = 0;
    if (sizeof<S>() == 4 && along == 4) {
      for (; k + 4 <= depth; k += 4) {
        const x0 = v128.load(s0);
        const x1 = v128.load(s1);
        const x2 = v128.load(s2);
        const x3 = v128.load(s3);
        const low01 = v128.shuffle<f32>(x0, x1, 0, 4, 1, 5);
        const low23 = v128.shuffle<f32>(x2, x3, 0, 4, 1, 5);
        const high01 = v128.shuffle<f32>(x0, x1, 2, 6, 3, 7);
        const high23 = v128.shuffle<f32>(x2, x3, 2, 6, 3, 7);
        store4<T>(d, v128.shuffle<i64>(low01, low23, 0, 2));
        store4<T>(d + pitch, v128.shuffle<i64>(low01, low23, 1, 3));
        store4<T>(d + 2 * pitch, v128.shuffle<i64>(high01, high23, 0, 2));
        store4<T>(d + 3 * pitch, v128.shuffle<i64>(high01, high23, 1, 3));
        s0 += 16;
        s1 += 16;
        s2 += 16;
        s3 += 16;
        d += 4 * pitch;
      }
    }
    if (sizeof<S>() == 8 && along == 8) {
      for (; k + 2 <= depth; k += 2) {
        const x0 = v128.load(s0);
        const x1 = v128.load(s1);
        const x2 = v128.load(s2);
        const x3 = v128.load(s3);
        v128.store(d, v128.shuffle<i64>(x0, x1, 0, 2));
        v128.store(d, v128.shuffle<i64>(x2, x3, 0, 2), 16);
        v128.store(d + pitch, v128.shuffle<i64>(x0, x1, 1, 3));
        v128.store(d + pitch, v128.shuffle<i64>(x2, x3, 1, 3), 16);
        s0 += 16;
        s1 += 16;
        s2 += 16;
        s3 += 16;
        d += 2 * pitch;
      }
    }
    for (; k < depth; k++) {
      store<T>(d, <T>load<S>(s0));
      store<T>(d, <T>load<S>(s1), sizeof<T>());
      store<T>(d, <T>load<S>(s2), 2 * sizeof<T>());
      store<T>(d, <T>load<S>(s3), 3 * sizeof<T>());
      s0 += along;
      s1 += along;
      s2 += along;
      s3 += along;
      d += pitch;
    }
  }
}

/** to[k][c] = a vector of from[c * across + k * along], for k < depth and c < 4: floats; columns from `count` on repeat the last one. */
export function spread(from: usize, along: usize, across: usize, count: usize, depth: usize, to: usize): void {
  for (let k: usize = 0; k < depth; k++, from += along, to += 64) {
    for (let c: usize = 0; c < 4; c++) v128.store(to + 16 * c, v128.load32_splat(from + min(c, count - 1) * across));
  }
}
