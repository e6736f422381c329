/** What a network answers all over the plane, where its answers are classes. */
import type { Tensor } from 'nnfs';

type Bytes = Uint8Array<ArrayBuffer>;

/** A square of cells, row after row from the top. */
export interface ClassMap {
  /** For each cell, the most confident class, and its lead over the next, 0 to 255. */
  readonly classes: Bytes;
  readonly leads: Bytes;
  /** For each class, the cell where its part of the plane is widest; -1 for one that has none. */
  readonly middles: Int16Array<ArrayBuffer>;
}

/** Of its own each time: what is in a picture is handed over with it. */
export const noClasses = (): ClassMap => ({
  classes: new Uint8Array(),
  leads: new Uint8Array(),
  middles: new Int16Array(),
});

/** @param output confidences of shape (cells, classes) */
export function classMapOf({ data, shape }: Tensor): ClassMap {
  const [cells, count] = shape as [number, number];
  const [classes, leads] = [new Uint8Array(cells), new Uint8Array(cells)];
  for (let cell = 0; cell < cells; cell++) {
    let [best, first, second] = [0, -1, -1];
    for (let k = 0; k < count; k++) {
      const share = data[cell * count + k]!;
      if (share > first) [best, first, second] = [k, share, first];
      else if (share > second) second = share;
    }
    classes[cell] = best;
    leads[cell] = Math.round(255 * (first - second));
  }
  return { classes, leads, middles: middlesOf(classes, count) };
}

function middlesOf(classes: Bytes, count: number): Int16Array<ArrayBuffer> {
  const depth = depths(classes, Math.sqrt(classes.length));
  const middles = new Int16Array(count).fill(-1);
  classes.forEach((k, cell) => {
    if (middles[k]! < 0 || depth[cell]! > depth[middles[k]!]!) middles[k] = cell;
  });
  return middles;
}

/** How far each cell is from one of another class or from the edge, in cells. */
function depths(classes: Bytes, side: number): Bytes {
  const depth = new Uint8Array(classes.length).fill(255);
  const isEdge = (at: number): boolean => at === 0 || at === side - 1;
  const lookAround = (cell: number, steps: readonly number[]): void => {
    let least = depth[cell]!;
    for (const step of steps) {
      least = Math.min(least, classes[cell + step] === classes[cell] ? depth[cell + step]! + 1 : 1);
    }
    depth[cell] = isEdge(cell % side) || isEdge(Math.floor(cell / side)) ? 0 : least;
  };
  for (let cell = 0; cell < depth.length; cell++) lookAround(cell, [-1, -side - 1, -side, -side + 1]);
  for (let cell = depth.length - 1; cell >= 0; cell--) lookAround(cell, [1, side - 1, side, side + 1]);
  return depth;
}
