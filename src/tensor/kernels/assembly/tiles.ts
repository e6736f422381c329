/**
 * The tiles of a matrix product: a few rows of A times a few columns of B, all sums in registers.
 *
 * A tile of 2 rows by 4 vectors, or 4 by 2, has 8 sums; with 4 vectors of B and 2 splats of A that is what a processor with 16 vector
 * registers holds. Its loop does one inner step in one body, since V8 loads all that a body needs before it computes: with two steps, or
 * with 9 sums, registers run out and sums go through memory, at half the speed.
 */
import { demote, load4, relu4, save4, step } from './lanes';

/** The width of a panel of B in bytes of T: four vectors. */
export const PANEL: usize = 64;

/** In place of an address: there is no such array. */
export const NONE: usize = 0;

// How C and the biases lie in memory and whether negative results become 0: the same for all tiles of one product.
let cRow: usize = 0;
let cColumn: usize = 0;
let biasRow: usize = 0;
let biasColumn: usize = 0;
let relu: bool = false;

export function setResult(row: usize, column: usize, rowBias: usize, columnBias: usize, cut: bool): void {
  cRow = row;
  cColumn = column;
  biasRow = rowBias;
  biasColumn = columnBias;
  relu = cut;
}

// The rows of A and the inner steps that one pass takes: the same for all its panels.
let rowsFrom: usize = 0;
let rowCount: usize = 0;
let rowPitch: usize = 0;
let stepPitch: usize = 0;
let groupPitch: usize = 0;
let depth: usize = 0;
let first: bool = false;
let last: bool = false;

/**
 * @param a the first row, `row` bytes from one to the next and `along` bytes from one element to the next
 * @param group bytes from four rows to the next four
 * @param isFirst whether sums start here, and at 0; `isLast`: whether they are finished here
 */
export function setPass(
  a: usize,
  rows: usize,
  row: usize,
  along: usize,
  group: usize,
  steps: usize,
  isFirst: bool,
  isLast: bool,
): void {
  rowsFrom = a;
  rowCount = rows;
  rowPitch = row;
  stepPitch = along;
  groupPitch = group;
  depth = steps;
  first = isFirst;
  last = isLast;
}

/** Rounds four vectors of T to floats in the row at c, adding the biases. */
@inline
function finish<T>(s0: v128, s1: v128, s2: v128, s3: v128, c: usize, biases: usize, cut: bool): void {
  if (sizeof<T>() == 8) {
    finishHalf<f32>(demote(s0, s1), demote(s2, s3), c, biases, cut);
    return;
  }
  if (biases != NONE) {
    s0 = f32x4.add(s0, v128.load(biases));
    s1 = f32x4.add(s1, v128.load(biases, 16));
    s2 = f32x4.add(s2, v128.load(biases, 32));
    s3 = f32x4.add(s3, v128.load(biases, 48));
  }
  if (cut) {
    s0 = relu4(s0);
    s1 = relu4(s1);
    s2 = relu4(s2);
    s3 = relu4(s3);
  }
  v128.store(c, s0);
  v128.store(c, s1, 16);
  v128.store(c, s2, 32);
  v128.store(c, s3, 48);
}

/** The same for half a panel. */
@inline
function finishHalf<T>(s0: v128, s1: v128, c: usize, biases: usize, cut: bool): void {
  let x0 = s0;
  let x1 = s1;
  if (sizeof<T>() == 8) x0 = demote(s0, s1);
  if (biases != NONE) {
    x0 = f32x4.add(x0, v128.load(biases));
    if (sizeof<T>() == 4) x1 = f32x4.add(x1, v128.load(biases, 16));
  }
  if (cut) {
    x0 = relu4(x0);
    if (sizeof<T>() == 4) x1 = relu4(x1);
  }
  v128.store(c, x0);
  if (sizeof<T>() == 4) v128.store(c, x1, 16);
}

/** The same for any part of a tile and any strides, one element after another. */
function finishAny<T>(t: usize, pitch: usize, rows: usize, columns: usize, c: usize, biases: usize): void {
  for (let i: usize = 0; i < rows; i++, t += pitch, c += cRow, biases += biasRow) {
    let from = t;
    let to = c;
    let bias = biases;
    for (const end = t + columns * sizeof<T>(); from < end; from += sizeof<T>()) {
      let x = <f32>load<T>(from);
      if (biases != NONE) x += load<f32>(bias);
      if (relu && x < 0) x = 0;
      store<f32>(to, x);
      to += cColumn;
      bias += biasColumn;
    }
  }
}

/** Vector i of T in a row of B, which holds S. */
@inline
function vector<T, S>(row: usize, i: usize): v128 {
  if (sizeof<S>() == sizeof<T>()) return v128.load(row + 16 * i);
  return f64x2.promote_low_f32x4(v128.load64_zero(row + 8 * i));
}

/**
 * One panel of C, four vectors wide: C = (the sums so far +) A · B.
 *
 * @param b the panel of B, which holds S
 * @param columns how many of its columns are stored
 * @param t where the sums of the tiles lie between one pass and the next, `tRow` bytes a row; room for one tile where there is one pass
 */
export function panel<T, S>(
  b: usize,
  bStep: usize,
  columns: usize,
  c: usize,
  biases: usize,
  t: usize,
  tRow: usize,
): void {
  const aRow = rowPitch;
  const aStep = stepPitch;
  const aGroup = groupPitch;
  const rows = rowCount;
  const length = depth * bStep;
  const a = rowsFrom;
  const straight = cColumn == 4 && biasRow == 0 && columns * sizeof<T>() >= PANEL;
  const cut = relu;
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
    const end = b + length;
    while (w < end) {
      const b0 = vector<T, S>(w, 0);
      const b1 = vector<T, S>(w, 1);
      const b2 = vector<T, S>(w, 2);
      const b3 = vector<T, S>(w, 3);
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
      finish<T>(s00, s01, s02, s03, c, biases, cut);
      if (two) finish<T>(s10, s11, s12, s13, c + cRow, biases, cut);
    } else {
      v128.store(t, s00);
      v128.store(t, s01, 16);
      v128.store(t, s02, 32);
      v128.store(t, s03, 48);
      v128.store(t, s10, 64);
      v128.store(t, s11, 80);
      v128.store(t, s12, 96);
      v128.store(t, s13, 112);
      if (last) finishAny<T>(t, PANEL, 1 + <usize>two, columns, c, biases);
    }
    c += 2 * cRow;
    biases += 2 * biasRow;
    t += 2 * tRow;
  }
}

/** The same for a panel two vectors wide. */
export function halfPanel<T, S>(
  b: usize,
  bStep: usize,
  columns: usize,
  c: usize,
  biases: usize,
  t: usize,
  tRow: usize,
): void {
  const aRow = rowPitch;
  const aStep = stepPitch;
  const aGroup = groupPitch;
  const rows = rowCount;
  const length = depth * bStep;
  let a = rowsFrom;
  const straight = cColumn == 4 && biasRow == 0 && columns * sizeof<T>() >= PANEL / 2;
  const cut = relu;
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
    const end = b + length;
    if (left > 3) {
      let p3 = p2 + aRow;
      while (w < end) {
        const b0 = vector<T, S>(w, 0);
        const b1 = vector<T, S>(w, 1);
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
        const b0 = vector<T, S>(w, 0);
        const b1 = vector<T, S>(w, 1);
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
      finishHalf<T>(s00, s01, c, biases, cut);
      finishHalf<T>(s10, s11, c + cRow, biases, cut);
      finishHalf<T>(s20, s21, c + 2 * cRow, biases, cut);
      finishHalf<T>(s30, s31, c + 3 * cRow, biases, cut);
    } else {
      v128.store(t, s00);
      v128.store(t, s01, 16);
      v128.store(t, s10, 32);
      v128.store(t, s11, 48);
      v128.store(t, s20, 64);
      v128.store(t, s21, 80);
      v128.store(t, s30, 96);
      v128.store(t, s31, 112);
      if (last) finishAny<T>(t, PANEL / 2, left, columns, c, biases);
    }
    a += aGroup;
    c += 4 * cRow;
    biases += 4 * biasRow;
    t += 4 * tRow;
  }
}

/** x widened to T in every lane. */
@inline
function splat<T>(from: usize): v128 {
  const x = v128.load32_splat(from);
  return sizeof<T>() == 4 ? x : f64x2.promote_low_f32x4(x);
}

/**
 * One whole panel of C for at most 2 inner steps, or half of one for 3: all of B lies in registers, and rows of A pass by.
 *
 * @param b the packed panel, zeros in the absent steps, for which A is read from a zero too
 */
export function thinPanel<T>(
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  depth: usize,
  rows: usize,
  c: usize,
  biases: usize,
): void {
  const b0 = v128.load(b);
  const b1 = v128.load(b, 16);
  const b2 = v128.load(b, 32);
  const b3 = v128.load(b, 48);
  const b4 = v128.load(b, 64);
  const b5 = v128.load(b, 80);
  const b6 = v128.load(b, 96);
  const b7 = v128.load(b, 112);
  const cut = relu;
  const row = cRow;
  const zero = f32x4.splat(0);
  const end = c + rows * row;
  if (depth <= 2) {
    let p = depth > 1 ? a + aStep : b + PANEL;
    const pRow = depth > 1 ? aRow : 0;
    for (; c < end; c += row) {
      const x = splat<T>(a);
      const y = splat<T>(p);
      finish<T>(
        step<T>(step<T>(zero, x, b0), y, b4),
        step<T>(step<T>(zero, x, b1), y, b5),
        step<T>(step<T>(zero, x, b2), y, b6),
        step<T>(step<T>(zero, x, b3), y, b7),
        c,
        biases,
        cut,
      );
      a += aRow;
      p += pRow;
    }
  } else {
    let p1 = a + aStep;
    let p2 = p1 + aStep;
    for (; c < end; c += row) {
      const x0 = splat<T>(a);
      const x1 = splat<T>(p1);
      const x2 = splat<T>(p2);
      finishHalf<T>(
        step<T>(step<T>(step<T>(zero, x0, b0), x1, b2), x2, b4),
        step<T>(step<T>(step<T>(zero, x0, b1), x1, b3), x2, b5),
        c,
        biases,
        cut,
      );
      a += aRow;
      p1 += aRow;
      p2 += aRow;
    }
  }
}

/** Four steps of the chains in s, with one column of B. */
@inline
function four(s: v128, w: usize, y0: v128, y1: v128, y2: v128, y3: v128): v128 {
  s = step<f32>(s, y0, v128.load(w));
  s = step<f32>(s, y1, v128.load(w, PANEL));
  s = step<f32>(s, y2, v128.load(w, 2 * PANEL));
  return step<f32>(s, y3, v128.load(w, 3 * PANEL));
}

/** Stores a row of at most four floats, unless it lies behind the last, and returns the address of the next. */
@inline
function finishRow(x: v128, c: usize, last: usize, bytes: usize, biases: v128, cut: bool): usize {
  x = f32x4.add(x, biases);
  if (cut) x = relu4(x);
  if (c < last) save4(c, x, bytes);
  return c + bytes;
}

/**
 * All of C where it is 3 or 4 columns wide: lanes run over four rows, whose elements of A change places in registers.
 *
 * @param b for each inner step four vectors, of one element of B each
 */
export function narrow(
  a: usize,
  aRow: usize,
  b: usize,
  depth: usize,
  rows: usize,
  columns: usize,
  c: usize,
  biases: usize,
): void {
  const cut = relu;
  const bytes = columns * 4;
  const zero = f32x4.splat(0);
  const bias = biases == NONE ? f32x4.splat(-0.0) : load4(biases, biases + bytes); // x + -0 is x
  const end = b + depth * PANEL;
  const last = c + rows * bytes;
  for (; c < last; a += 4 * aRow) {
    const left = (last - c) / bytes;
    let p0 = a;
    let p1 = p0 + (left > 1 ? aRow : 0);
    let p2 = p1 + (left > 2 ? aRow : 0);
    let p3 = p2 + (left > 3 ? aRow : 0);
    let s0 = zero;
    let s1 = zero;
    let s2 = zero;
    let s3 = zero;
    let w = b;
    for (; w + 4 * PANEL <= end; w += 4 * PANEL) {
      const x0 = v128.load(p0);
      const x1 = v128.load(p1);
      const x2 = v128.load(p2);
      const x3 = v128.load(p3);
      const low01 = v128.shuffle<f32>(x0, x1, 0, 4, 1, 5);
      const low23 = v128.shuffle<f32>(x2, x3, 0, 4, 1, 5);
      const high01 = v128.shuffle<f32>(x0, x1, 2, 6, 3, 7);
      const high23 = v128.shuffle<f32>(x2, x3, 2, 6, 3, 7);
      const y0 = v128.shuffle<i64>(low01, low23, 0, 2);
      const y1 = v128.shuffle<i64>(low01, low23, 1, 3);
      const y2 = v128.shuffle<i64>(high01, high23, 0, 2);
      const y3 = v128.shuffle<i64>(high01, high23, 1, 3);
      s0 = four(s0, w, y0, y1, y2, y3);
      s1 = four(s1, w + 16, y0, y1, y2, y3);
      s2 = four(s2, w + 32, y0, y1, y2, y3);
      s3 = four(s3, w + 48, y0, y1, y2, y3);
      p0 += 16;
      p1 += 16;
      p2 += 16;
      p3 += 16;
    }
    for (; w < end; w += PANEL) {
      let y = v128.load32_zero(p0);
      y = v128.load32_lane(p1, y, 1);
      y = v128.load32_lane(p2, y, 2);
      y = v128.load32_lane(p3, y, 3);
      s0 = step<f32>(s0, y, v128.load(w));
      s1 = step<f32>(s1, y, v128.load(w, 16));
      s2 = step<f32>(s2, y, v128.load(w, 32));
      s3 = step<f32>(s3, y, v128.load(w, 48));
      p0 += 4;
      p1 += 4;
      p2 += 4;
      p3 += 4;
    }
    const low01 = v128.shuffle<f32>(s0, s1, 0, 4, 1, 5);
    const low23 = v128.shuffle<f32>(s2, s3, 0, 4, 1, 5);
    const high01 = v128.shuffle<f32>(s0, s1, 2, 6, 3, 7);
    const high23 = v128.shuffle<f32>(s2, s3, 2, 6, 3, 7);
    c = finishRow(v128.shuffle<i64>(low01, low23, 0, 2), c, last, bytes, bias, cut);
    c = finishRow(v128.shuffle<i64>(low01, low23, 1, 3), c, last, bytes, bias, cut);
    c = finishRow(v128.shuffle<i64>(high01, high23, 0, 2), c, last, bytes, bias, cut);
    c = finishRow(v128.shuffle<i64>(high01, high23, 1, 3), c, last, bytes, bias, cut);
  }
}
