/**
 * Matrix products. Every element of a result is one chain over the inner index, in order: lanes run over columns of the result
 * and never along a chain.
 *
 * All three products are one routine, C = A · B with every stride given: X.W reads A by rows, Xt.dY reads it by columns, dY.Wt
 * reads B by columns. A narrow result is computed as its transpose, or with rows in the lanes, so that these have something to do.
 *
 * The idea of the loops (after Goto and van de Geijn, Anatomy of high-performance matrix multiplication, 2008):
 *  - a panel of B, as wide as a tile and at most BLOCK deep, is packed so that all tiles of its column read it in one stream;
 *  - rows of A that are read by columns, or as doubles, are packed too, a block of them for many panels;
 *  - between blocks of the inner dimension the sums are kept whole, in the type they accumulate in;
 *  - T = f32 multiplies and adds in float32; T = f64 computes on doubles and rounds once at the end; its operands may be doubles.
 */
import { pack, spread } from './pack';
import { scratch } from './scratch';
import { halfPanel, narrow, NONE, PANEL, panel, setPass, setResult, thinPanel } from './tiles';

/** Inner steps in one pass; a panel of B then takes at most 20 kB. */
const BLOCK: usize = 320;

/** Rows of A in one pass, in bytes of T: 256 of f32, 128 of f64. */
const ROWS: usize = 1024;

/** Columns of B in one pass over the packed rows of A. */
const COLUMNS: usize = 512;

// Where the sums of a product lie between its parts, if it is given in parts of its inner length: NONE for one that is given whole; and
// whether this part is the first, and the last.
let parted: usize = NONE;
let begins: bool = true;
let ends: bool = true;

/** Packs floats, or doubles where `size` is 8. */
function packAny<T>(
  from: usize,
  size: usize,
  across: usize,
  along: usize,
  count: usize,
  width: usize,
  depth: usize,
  to: usize,
): void {
  if (sizeof<T>() == 8 && size == 8) pack<T, f64>(from, across, along, count, width, depth, to);
  else pack<T, f32>(from, across, along, count, width, depth, to);
}

/** C[M, N] = A[M, K] · B[K, N] + biases, all strides in bytes; `aSize` and `bSize` are the bytes of an element. */
function product<T>(
  a: usize,
  aSize: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bSize: usize,
  bStep: usize,
  bColumn: usize,
  biases: usize,
  biasRow: usize,
  biasColumn: usize,
  c: usize,
  cRow: usize,
  cColumn: usize,
  relu: bool,
  M: usize,
  K: usize,
  N: usize,
): void {
  setResult(cRow, cColumn, biasRow, biasColumn, relu);
  const full = PANEL / sizeof<T>();
  const blocks = max<usize>((K + BLOCK - 1) / BLOCK, 1);
  const depth = (K + blocks - 1) / blocks;
  const height = min(M, ROWS / sizeof<T>());
  const packRows = sizeof<T>() == 8 || (aStep != 4 && N > 4 * full);
  const packColumns = bColumn != bSize || M > 64 / sizeof<T>();
  const rowsAt = scratch + depth * PANEL;
  const pitch4 = ((height + 3) & ~3) * sizeof<T>(); // of the sums of a column of tiles
  const apart = blocks > 1 || parted != NONE;
  let tilesAt = parted != NONE ? parted : rowsAt + (packRows ? depth * pitch4 : 0);

  for (let i: usize = 0; i < M; i += height) {
    const rows = min(height, M - i);
    for (let left: usize = 0; left < N; left += COLUMNS) {
      const right = min(left + COLUMNS, N);
      for (let k: usize = 0, block: usize = 0; block < blocks; k += depth, block++) {
        const steps = min(depth, K - k);
        let rowsFrom = a + i * aRow + k * aStep;
        let row = aRow;
        let along = aStep;
        let group = aRow * 4;
        if (packRows) {
          row = sizeof<T>();
          along = sizeof<T>() * 4;
          group = steps * along;
          for (let r: usize = 0; r < rows; r += 4) {
            const to = rowsAt + (r >> 2) * group;
            packAny<T>(rowsFrom + r * aRow, aSize, aRow, aStep, min<usize>(rows - r, 4), 4, steps, to);
          }
          rowsFrom = rowsAt;
        }
        setPass(rowsFrom, rows, row, along, group, steps, block == 0 && begins, block + 1 == blocks && ends);
        for (let j = left, width = full; j < right; j += width) {
          width = M == 3 || right - j <= full / 2 ? full / 2 : full;
          const columns = min(right - j, width);
          const half = width < full;
          let columnsFrom = b + k * bStep + j * bColumn;
          let pitch = bStep;
          if (packColumns || columns < width) {
            packAny<T>(columnsFrom, bSize, bColumn, bStep, columns, width, steps, scratch);
            columnsFrom = scratch;
            pitch = width * sizeof<T>();
          }
          const bias = biases == NONE ? NONE : biases + i * biasRow + j * biasColumn;
          const to = c + i * cRow + j * cColumn;
          const tiles = apart ? tilesAt + (j - left) * pitch4 : tilesAt;
          const tile = apart ? width * sizeof<T>() : 0;
          const direct = bSize < sizeof<T>() && columnsFrom != scratch;
          if (half && direct) halfPanel<T, f32>(columnsFrom, pitch, columns, to, bias, tiles, tile);
          else if (half) halfPanel<T, T>(columnsFrom, pitch, columns, to, bias, tiles, tile);
          else if (direct) panel<T, f32>(columnsFrom, pitch, columns, to, bias, tiles, tile);
          else panel<T, T>(columnsFrom, pitch, columns, to, bias, tiles, tile);
        }
      }
      if (parted != NONE) tilesAt += ((right - left + full - 1) & ~(full - 1)) * pitch4;
    }
  }
}

/** C[M, N] = A · B + biases[N], by the way that suits the shape. */
function oriented<T>(
  a: usize,
  aSize: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bSize: usize,
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
  // As many classes as the book has: a transpose in registers costs less than one in memory.
  if (sizeof<T>() == 4 && (N == 3 || N == 4) && M >= 16 && K <= BLOCK && aStep == 4 && parted == NONE) {
    setResult(cRow, 4, 0, 4, relu);
    spread(b, bStep, bColumn, N, K, scratch);
    narrow(a, aRow, scratch, K, M, N, c, biases);
    return;
  }
  // The transposed product fills the lanes better where a narrow result would leave half of the last panel empty. Where A is read by
  // columns, it even needs no packing.
  const half: usize = PANEL / 2 / sizeof<T>();
  const rest = N % half;
  if (M >= 16 && N < 16 && (aRow == aSize || N == 3 || (rest != 0 && rest <= half / 2))) {
    product<T>(
      b,
      bSize,
      bColumn,
      bStep,
      a,
      aSize,
      aStep,
      aRow,
      biases,
      biases == NONE ? 0 : 4,
      0,
      c,
      4,
      cRow,
      relu,
      N,
      K,
      M,
    );
    return;
  }
  let done: usize = 0;
  if (aSize + bSize == 8 && M >= 8 && K <= 3 && K > 0 && parted == NONE) {
    setResult(cRow, 4, 0, 4, relu);
    const width: usize = K <= 2 ? half * 2 : half;
    memory.fill(scratch, 0, 2 * PANEL);
    for (; done + width <= N; done += width) {
      pack<T, f32>(b, bColumn, bStep, width, width, K, scratch);
      thinPanel<T>(a, aRow, aStep, scratch, K, M, c, biases);
      b += width * bColumn;
      c += 4 * width;
      if (biases != NONE) biases += 4 * width;
    }
  }
  if (done < N)
    product<T>(a, aSize, aRow, aStep, b, bSize, bStep, bColumn, biases, 0, 4, c, cRow, 4, relu, M, K, N - done);
}

// The operands of the exported products are float32, or float64 where the second or third bit of `types` says so; its first bit says
// whether to accumulate in float64, as float64 operands demand.
const WIDE = 1;
const FIRST = 2;
const SECOND = 4;

/** output[N, O] = inputs[N, I] · weights[I, O] + biases[O]; biases NONE for none. */
export function dense(
  x: usize,
  w: usize,
  biases: usize,
  output: usize,
  N: usize,
  I: usize,
  O: usize,
  types: i32,
  relu: bool,
): void {
  const xs: usize = types & FIRST ? 8 : 4;
  const ws: usize = types & SECOND ? 8 : 4;
  if (types & WIDE) oriented<f64>(x, xs, xs * I, xs, w, ws, ws * O, ws, biases, output, N, I, O, relu);
  else oriented<f32>(x, 4, 4 * I, 4, w, 4, 4 * O, 4, biases, output, N, I, O, relu);
}

/** dweights[I, O] = inputs[N, I]ᵀ · dvalues[N, O] */
export function dotInputsT(x: usize, dy: usize, dw: usize, N: usize, I: usize, O: usize, types: i32): void {
  const xs: usize = types & FIRST ? 8 : 4;
  const ds: usize = types & SECOND ? 8 : 4;
  if (types & WIDE) oriented<f64>(x, xs, xs, xs * I, dy, ds, ds * O, ds, NONE, dw, I, N, O, false);
  else oriented<f32>(x, 4, 4, 4 * I, dy, 4, 4 * O, 4, NONE, dw, I, N, O, false);
}

/**
 * The same, given in parts of N: each chain goes on where the part before left it, in sums of `../windows/work.ts`'s size at `sums`.
 * dweights are filled with the last part.
 */
export function dotInputsTPart(
  x: usize,
  dy: usize,
  dw: usize,
  N: usize,
  I: usize,
  O: usize,
  types: i32,
  sums: usize,
  first: bool,
  last: bool,
): void {
  parted = sums;
  begins = first;
  ends = last;
  dotInputsT(x, dy, dw, N, I, O, types);
  parted = NONE;
  begins = true;
  ends = true;
}

/** dinputs[N, I] = dvalues[N, O] · weights[I, O]ᵀ */
export function dotWeightsT(dy: usize, w: usize, dx: usize, N: usize, I: usize, O: usize, types: i32): void {
  const ds: usize = types & FIRST ? 8 : 4;
  const ws: usize = types & SECOND ? 8 : 4;
  if (types & WIDE) oriented<f64>(dy, ds, ds * O, ds, w, ws, ws, ws * O, NONE, dx, N, O, I, false);
  else oriented<f32>(dy, 4, 4 * O, 4, w, 4, 4, 4 * O, NONE, dx, N, O, I, false);
}
