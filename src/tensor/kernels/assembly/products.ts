/**
 * Matrix products. Every element of a result is one chain over the inner index, in order: lanes run over columns of the result
 * and never along a chain.
 *
 * All three products are one routine, C = A · B with every stride given: X.W reads A by rows, Xt.dY reads it by columns, dY.Wt
 * reads B by columns. A narrow result is computed as its transpose, so that the lanes have something to do.
 *
 * The idea of the loops (after Goto and van de Geijn, Anatomy of high-performance matrix multiplication, 2008):
 *  - a tile of 2 rows by 4 vectors (or 4 by 2) lives in registers: 8 accumulators, 4 vectors of B and 2 splats of A are what a
 *    processor with 16 vector registers holds, and a body of one inner step is what V8 compiles without spills;
 *  - a panel of B, as wide as the tile and at most BLOCK deep, is packed so that the tile reads it in one stream;
 *  - between blocks of the inner dimension the sums are kept whole, in the type they accumulate in;
 *  - T = f32 multiplies and adds in float32; T = f64 packs both operands as doubles and rounds once at the end.
 */
import { demote, relu4, step } from './lanes';
import { pack } from './pack';
import { scratch } from './scratch';

/** Inner steps in one pass; a panel of B then takes at most 20 kB. */
const BLOCK: usize = 320;

/** Rows of A in one pass, in bytes of T: 128 of f32, 64 of f64. */
const ROWS: usize = 1024;

/** Columns of B in one pass over the packed rows of A. */
const COLUMNS: usize = 256;

/** In place of the address of biases: there are none. */
const NONE: usize = -1;

/** Columns of a panel, in bytes of T: four vectors. */
const PANEL: usize = 64;

/** Rounds the four vectors of T at t to floats in the row at c, adding the biases. */
@inline
function finish<T>(s0: v128, s1: v128, s2: v128, s3: v128, c: usize, biases: usize, relu: bool): void {
  let x0 = s0;
  let x1 = s1;
  let x2 = s2;
  let x3 = s3;
  if (sizeof<T>() == 8) {
    x0 = demote(s0, s1);
    x1 = demote(s2, s3);
  }
  if (biases != NONE) {
    x0 = f32x4.add(x0, v128.load(biases));
    x1 = f32x4.add(x1, v128.load(biases, 16));
    if (sizeof<T>() == 4) {
      x2 = f32x4.add(x2, v128.load(biases, 32));
      x3 = f32x4.add(x3, v128.load(biases, 48));
    }
  }
  if (relu) {
    x0 = relu4(x0);
    x1 = relu4(x1);
    if (sizeof<T>() == 4) {
      x2 = relu4(x2);
      x3 = relu4(x3);
    }
  }
  v128.store(c, x0);
  v128.store(c, x1, 16);
  if (sizeof<T>() == 4) {
    v128.store(c, x2, 32);
    v128.store(c, x3, 48);
  }
}

/** The same for half a panel. */
@inline
function finishHalf<T>(s0: v128, s1: v128, c: usize, biases: usize, relu: bool): void {
  let x0 = s0;
  let x1 = s1;
  if (sizeof<T>() == 8) x0 = demote(s0, s1);
  if (biases != NONE) {
    x0 = f32x4.add(x0, v128.load(biases));
    if (sizeof<T>() == 4) x1 = f32x4.add(x1, v128.load(biases, 16));
  }
  if (relu) {
    x0 = relu4(x0);
    if (sizeof<T>() == 4) x1 = relu4(x1);
  }
  v128.store(c, x0);
  if (sizeof<T>() == 4) v128.store(c, x1, 16);
}

/** The same for any part of a tile and any strides, one element after another. */
function finishAny<T>(
  t: usize,
  pitch: usize,
  rows: usize,
  columns: usize,
  c: usize,
  cRow: usize,
  cColumn: usize,
  biases: usize,
  biasRow: usize,
  biasColumn: usize,
  relu: bool,
): void {
  for (let i: usize = 0; i < rows; i++, t += pitch, c += cRow, biases += biasRow) {
    let from = t;
    let to = c;
    let bias = biases;
    for (const end = t + columns * sizeof<T>(); from < end; from += sizeof<T>()) {
      let x = <f32>load<T>(from);
      if (biases != NONE) x += load<f32>(bias);
      if (relu && x <= 0) x = 0;
      store<f32>(to, x);
      to += cColumn;
      bias += biasColumn;
    }
  }
}

/**
 * One panel of C, `rows` high: C (+)= A · panel.
 *
 * @param aGroup bytes from four rows of A to the next four
 * @param t where the tiles of unfinished sums lie, tStep bytes a row
 */
function panel<T>(
  a: usize,
  aRow: usize,
  aStep: usize,
  aGroup: usize,
  b: usize,
  bStep: usize,
  depth: usize,
  rows: usize,
  columns: usize,
  c: usize,
  cRow: usize,
  cColumn: usize,
  biases: usize,
  biasRow: usize,
  biasColumn: usize,
  relu: bool,
  first: bool,
  last: bool,
  t: usize,
  tStep: usize,
): void {
  const straight = cColumn == 4 && biasRow == 0 && columns * sizeof<T>() >= PANEL;
  const zero = f32x4.splat(0);
  for (let i: usize = 0; i < rows; i += 2) {
    const two = i + 1 < rows;
    let s00 = zero;
    let s01 = zero;
    let s02 = zero;
    let s03 = zero;
    let s10 = zero;
    let s11 = zero;
    let s12 = zero;
    let s13 = zero;
    if (!first) {
      s00 = v128.load(t);
      s01 = v128.load(t, 16);
      s02 = v128.load(t, 32);
      s03 = v128.load(t, 48);
      s10 = v128.load(t, 64);
      s11 = v128.load(t, 80);
      s12 = v128.load(t, 96);
      s13 = v128.load(t, 112);
    }
    let p = a + (i >> 2) * aGroup + (i & 3) * aRow;
    let q = p + (two ? aRow : 0);
    let w = b;
    const end = b + depth * bStep;
    while (w < end) {
      const b0 = v128.load(w);
      const b1 = v128.load(w, 16);
      const b2 = v128.load(w, 32);
      const b3 = v128.load(w, 48);
      const x = v128.load_splat<T>(p);
      s00 = step<T>(s00, x, b0);
      s01 = step<T>(s01, x, b1);
      s02 = step<T>(s02, x, b2);
      s03 = step<T>(s03, x, b3);
      const y = v128.load_splat<T>(q);
      s10 = step<T>(s10, y, b0);
      s11 = step<T>(s11, y, b1);
      s12 = step<T>(s12, y, b2);
      s13 = step<T>(s13, y, b3);
      p += aStep;
      q += aStep;
      w += bStep;
    }
    if (last && straight) {
      finish<T>(s00, s01, s02, s03, c, biases, relu);
      if (two) finish<T>(s10, s11, s12, s13, c + cRow, biases, relu);
    } else {
      v128.store(t, s00);
      v128.store(t, s01, 16);
      v128.store(t, s02, 32);
      v128.store(t, s03, 48);
      v128.store(t, s10, 64);
      v128.store(t, s11, 80);
      v128.store(t, s12, 96);
      v128.store(t, s13, 112);
      if (last) {
        finishAny<T>(t, PANEL, 1 + <usize>two, columns, c, cRow, cColumn, biases, biasRow, biasColumn, relu);
      }
    }
    c += 2 * cRow;
    biases += 2 * biasRow;
    t += 2 * tStep;
  }
}

/** The same for half a panel, in tiles of 4 rows by 2 vectors. */
function halfPanel<T>(
  a: usize,
  aRow: usize,
  aStep: usize,
  aGroup: usize,
  b: usize,
  bStep: usize,
  depth: usize,
  rows: usize,
  columns: usize,
  c: usize,
  cRow: usize,
  cColumn: usize,
  biases: usize,
  biasRow: usize,
  biasColumn: usize,
  relu: bool,
  first: bool,
  last: bool,
  t: usize,
  tStep: usize,
): void {
  const straight = cColumn == 4 && biasRow == 0 && columns * sizeof<T>() >= PANEL / 2;
  const zero = f32x4.splat(0);
  for (let i: usize = 0; i < rows; i += 4) {
    const left = min<usize>(rows - i, 4);
    let s00 = zero;
    let s01 = zero;
    let s10 = zero;
    let s11 = zero;
    let s20 = zero;
    let s21 = zero;
    let s30 = zero;
    let s31 = zero;
    if (!first) {
      s00 = v128.load(t);
      s01 = v128.load(t, 16);
      s10 = v128.load(t, 32);
      s11 = v128.load(t, 48);
      s20 = v128.load(t, 64);
      s21 = v128.load(t, 80);
      s30 = v128.load(t, 96);
      s31 = v128.load(t, 112);
    }
    let p0 = a;
    let p1 = p0 + (left > 1 ? aRow : 0);
    let p2 = p1 + (left > 2 ? aRow : 0);
    let w = b;
    const end = b + depth * bStep;
    if (left > 3) {
      let p3 = p2 + aRow;
      while (w < end) {
        const b0 = v128.load(w);
        const b1 = v128.load(w, 16);
        const x0 = v128.load_splat<T>(p0);
        s00 = step<T>(s00, x0, b0);
        s01 = step<T>(s01, x0, b1);
        const x1 = v128.load_splat<T>(p1);
        s10 = step<T>(s10, x1, b0);
        s11 = step<T>(s11, x1, b1);
        const x2 = v128.load_splat<T>(p2);
        s20 = step<T>(s20, x2, b0);
        s21 = step<T>(s21, x2, b1);
        const x3 = v128.load_splat<T>(p3);
        s30 = step<T>(s30, x3, b0);
        s31 = step<T>(s31, x3, b1);
        p0 += aStep;
        p1 += aStep;
        p2 += aStep;
        p3 += aStep;
        w += bStep;
      }
    } else {
      while (w < end) {
        const b0 = v128.load(w);
        const b1 = v128.load(w, 16);
        const x0 = v128.load_splat<T>(p0);
        s00 = step<T>(s00, x0, b0);
        s01 = step<T>(s01, x0, b1);
        const x1 = v128.load_splat<T>(p1);
        s10 = step<T>(s10, x1, b0);
        s11 = step<T>(s11, x1, b1);
        const x2 = v128.load_splat<T>(p2);
        s20 = step<T>(s20, x2, b0);
        s21 = step<T>(s21, x2, b1);
        p0 += aStep;
        p1 += aStep;
        p2 += aStep;
        w += bStep;
      }
    }
    if (last && straight && left == 4) {
      finishHalf<T>(s00, s01, c, biases, relu);
      finishHalf<T>(s10, s11, c + cRow, biases, relu);
      finishHalf<T>(s20, s21, c + 2 * cRow, biases, relu);
      finishHalf<T>(s30, s31, c + 3 * cRow, biases, relu);
    } else {
      v128.store(t, s00);
      v128.store(t, s01, 16);
      v128.store(t, s10, 32);
      v128.store(t, s11, 48);
      v128.store(t, s20, 64);
      v128.store(t, s21, 80);
      v128.store(t, s30, 96);
      v128.store(t, s31, 112);
      if (last) {
        finishAny<T>(t, PANEL / 2, left, columns, c, cRow, cColumn, biases, biasRow, biasColumn, relu);
      }
    }
    a += aGroup;
    c += 4 * cRow;
    biases += 4 * biasRow;
    t += 4 * tStep;
  }
}

/** x widened to T in every lane. */
@inline
function splat<T>(from: usize): v128 {
  const x = v128.load32_splat(from);
  return sizeof<T>() == 4 ? x : f64x2.promote_low_f32x4(x);
}

/**
 * One whole panel of C for at most 2 inner steps, or half of one for at most 4: all of B lies in registers, and rows of A pass by.
 *
 * @param b the packed panel, zeros in the absent steps, for which A is read from a zero too
 */
function thinPanel<T>(
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  depth: usize,
  rows: usize,
  c: usize,
  cRow: usize,
  biases: usize,
  relu: bool,
): void {
  const b0 = v128.load(b);
  const b1 = v128.load(b, 16);
  const b2 = v128.load(b, 32);
  const b3 = v128.load(b, 48);
  const b4 = v128.load(b, 64);
  const b5 = v128.load(b, 80);
  const b6 = v128.load(b, 96);
  const b7 = v128.load(b, 112);
  const zero = f32x4.splat(0);
  const end = c + rows * cRow;
  if (depth <= 2) {
    let p = depth > 1 ? a + aStep : b + PANEL;
    const pRow = depth > 1 ? aRow : 0;
    for (; c < end; c += cRow) {
      const x = splat<T>(a);
      const y = splat<T>(p);
      finish<T>(
        step<T>(step<T>(zero, x, b0), y, b4),
        step<T>(step<T>(zero, x, b1), y, b5),
        step<T>(step<T>(zero, x, b2), y, b6),
        step<T>(step<T>(zero, x, b3), y, b7),
        c,
        biases,
        relu,
      );
      a += aRow;
      p += pRow;
    }
  } else {
    let p1 = a + aStep;
    let p2 = p1 + aStep;
    for (; c < end; c += cRow) {
      const x0 = splat<T>(a);
      const x1 = splat<T>(p1);
      const x2 = splat<T>(p2);
      finishHalf<T>(
        step<T>(step<T>(step<T>(zero, x0, b0), x1, b2), x2, b4),
        step<T>(step<T>(step<T>(zero, x0, b1), x1, b3), x2, b5),
        c,
        biases,
        relu,
      );
      a += aRow;
      p1 += aRow;
      p2 += aRow;
    }
  }
}

/** C[M, N] = A[M, K] · B[K, N] + biases, all strides in bytes. */
function product<T>(
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  bColumn: usize,
  biases: usize,
  biasRow: usize,
  biasColumn: usize,
  c: usize,
  cRow: usize,
  cColumn: usize,
  M: usize,
  K: usize,
  N: usize,
  relu: bool,
): void {
  const wide = PANEL / sizeof<T>();
  const blocks = max<usize>((K + BLOCK - 1) / BLOCK, 1);
  const depth = (K + blocks - 1) / blocks;
  const height = min(M, ROWS / sizeof<T>());
  const packRows = sizeof<T>() == 8 || (aStep != 4 && N > 4 * wide);
  const packColumns = sizeof<T>() == 8 || bColumn != 4 || M > 8;
  const rowsAt = scratch + depth * PANEL;
  const tilesAt = rowsAt + (packRows ? depth * ((height + 3) & ~3) * sizeof<T>() : 0);

  for (let i: usize = 0; i < M; i += height) {
    const rows = min(height, M - i);
    for (let left: usize = 0; left < N; left += COLUMNS) {
      const right = min(left + COLUMNS, N);
      for (let k: usize = 0, block: usize = 0; block < blocks; k += depth, block++) {
        const steps = min(depth, K - k);
        let rowsFrom = a + i * aRow + k * aStep;
        let row = aRow;
        let along: usize = aStep;
        let group: usize = 4 * aRow;
        if (packRows) {
          row = sizeof<T>();
          along = 4 * sizeof<T>();
          group = steps * <usize>along;
          for (let r: usize = 0; r < rows; r += 4) {
            pack<T>(rowsFrom + r * aRow, aRow, aStep, min<usize>(rows - r, 4), 4, steps, rowsAt + (r >> 2) * group);
          }
          rowsFrom = rowsAt;
        }
        for (let j = left, width = wide; j < right; j += width) {
          width = M == 3 || right - j <= wide / 2 ? wide / 2 : wide;
          const columns = min(right - j, width);
          const half = width < wide;
          let columnsFrom = b + k * bStep + j * bColumn;
          let pitch = bStep;
          if (packColumns || columns < width) {
            pack<T>(columnsFrom, bColumn, bStep, columns, width, steps, scratch);
            columnsFrom = scratch;
            pitch = width * sizeof<T>();
          }
          const bias = biases == NONE ? NONE : biases + i * biasRow + j * biasColumn;
          const to = c + i * cRow + j * cColumn;
          const tiles = blocks > 1 ? tilesAt + (j - left) * ((height + 3) & ~3) * sizeof<T>() : tilesAt;
          const tile = blocks > 1 ? width * sizeof<T>() : 0;
          if (half) {
            halfPanel<T>(
              rowsFrom,
              row,
              along,
              group,
              columnsFrom,
              pitch,
              steps,
              rows,
              columns,
              to,
              cRow,
              cColumn,
              bias,
              biasRow,
              biasColumn,
              relu,
              block == 0,
              block + 1 == blocks,
              tiles,
              tile,
            );
          } else {
            panel<T>(
              rowsFrom,
              row,
              along,
              group,
              columnsFrom,
              pitch,
              steps,
              rows,
              columns,
              to,
              cRow,
              cColumn,
              bias,
              biasRow,
              biasColumn,
              relu,
              block == 0,
              block + 1 == blocks,
              tiles,
              tile,
            );
          }
        }
      }
    }
  }
}

/** C[M, N] = A · B + biases[N], computed as its transpose where that fills the lanes better. */
function oriented<T>(
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  bColumn: usize,
  biases: usize,
  c: usize,
  M: usize,
  K: usize,
  N: usize,
  relu: bool,
): void {
  const cRow: usize = 4 * N;
  let N0: usize = 0;
  const narrow = sizeof<T>() == 4 ? N <= 4 || (N > 8 && N <= 12) : N <= 3;
  if (narrow && M >= 16) {
    product<T>(b, bColumn, bStep, a, aStep, aRow, biases, biases == NONE ? 0 : 4, 0, c, 4, 4 * N, N, K, M, relu);
    return;
  }
  if (M >= 8 && K <= 3 && K > 0) {
    const width = (K <= 2 ? PANEL : PANEL / 2) / sizeof<T>();
    memory.fill(scratch, 0, 2 * PANEL);
    for (; N0 + width <= N; N0 += width) {
      pack<T>(b, bColumn, bStep, width, width, K, scratch);
      thinPanel<T>(a, aRow, aStep, scratch, K, M, c, cRow, biases, relu);
      b += width * bColumn;
      c += 4 * width;
      if (biases != NONE) biases += 4 * width;
    }
  }
  if (N0 < N) product<T>(a, aRow, aStep, b, bStep, bColumn, biases, 0, 4, c, cRow, 4, M, K, N - N0, relu);
}

/** output[N, O] = inputs[N, I] · weights[I, O] + biases[O]; biases NONE for none. */
export function dense(
  x: usize,
  w: usize,
  biases: usize,
  output: usize,
  N: usize,
  I: usize,
  O: usize,
  wide: bool,
  relu: bool,
): void {
  if (wide) oriented<f64>(x, 4 * I, 4, w, 4 * O, 4, biases, output, N, I, O, relu);
  else oriented<f32>(x, 4 * I, 4, w, 4 * O, 4, biases, output, N, I, O, relu);
}

/** dweights[I, O] = inputs[N, I]ᵀ · dvalues[N, O] */
export function dotInputsT(x: usize, dy: usize, dw: usize, N: usize, I: usize, O: usize, wide: bool): void {
  if (wide) oriented<f64>(x, 4, 4 * I, dy, 4 * O, 4, NONE, dw, I, N, O, false);
  else oriented<f32>(x, 4, 4 * I, dy, 4 * O, 4, NONE, dw, I, N, O, false);
}

/** dinputs[N, I] = dvalues[N, O] · weights[I, O]ᵀ */
export function dotWeightsT(dy: usize, w: usize, dx: usize, N: usize, I: usize, O: usize, wide: bool): void {
  if (wide) oriented<f64>(dy, 4 * O, 4, w, 4, 4 * O, NONE, dx, N, O, I, false);
  else oriented<f32>(dy, 4 * O, 4, w, 4, 4 * O, NONE, dx, N, O, I, false);
}
