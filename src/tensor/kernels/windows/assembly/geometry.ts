/** Where windows lie: `Windows` of ../kernels.ts, as the next call reads it. */
export let H: i32 = 0;
export let W: i32 = 0;
export let C: i32 = 0;
export let kh: i32 = 0;
export let kw: i32 = 0;
export let sy: i32 = 0;
export let sx: i32 = 0;
export let dy: i32 = 0;
export let dx: i32 = 0;
export let top: i32 = 0;
export let left: i32 = 0;
export let OH: i32 = 0;
export let OW: i32 = 0;

export function setWindows(
  height: i32,
  width: i32,
  channels: i32,
  rows: i32,
  columns: i32,
  strideY: i32,
  strideX: i32,
  dilationY: i32,
  dilationX: i32,
  above: i32,
  before: i32,
  outHeight: i32,
  outWidth: i32,
): void {
  H = height;
  W = width;
  C = channels;
  kh = rows;
  kw = columns;
  sy = strideY;
  sx = strideX;
  dy = dilationY;
  dx = dilationX;
  top = above;
  left = before;
  OH = outHeight;
  OW = outWidth;
}
