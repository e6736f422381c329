/** Arrays that grow as rows come, of which nobody knows how many there will be. */

/** The next length of an array that is full; what is not yet filled costs no memory on common systems. */
export function capacityFor(rows: number, capacity: number): number {
  return Math.max(rows, Math.ceil(1.5 * capacity), 16);
}

/** The first `rows` elements, without much more memory than they need. */
export function trimmed<T extends Float32Array | Float64Array | Int32Array>(values: T, rows: number): T {
  return (values.length <= 1.2 * rows ? values.subarray(0, rows) : values.slice(0, rows)) as T;
}
