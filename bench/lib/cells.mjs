/** The data that all frameworks work on: made once with nnfs, passed to the processes as files. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Random inputs as images are scaled, in [0, 1), with random labels; or the spirals of chapter 3. */
function samplesOf(nnfs, random, { samples, widths, spiral }) {
  const classes = widths.at(-1);
  if (spiral) return nnfs.spiralData({ samples: samples / classes, classes, random });
  return {
    X: random.uniform(0, 1, [samples, widths[0]]).astype('float32'),
    y: random.randint(0, classes, [samples]).astype('int32'),
  };
}

/** The shapes of the weights, a layer each: those of Dense layers, where a cell does not say. */
const shapesOf = ({ widths, shapes = widths.slice(1).map((O, i) => [widths[i], O]) }) => shapes;

/**
 * Writes the arrays of a cell and returns the cell with its folder.
 *
 *     { widths, samples, batch, ... }  ->  X [N, I] float32, y [N] int32, W0, W1, ... [I, O], or of its shapes, float32
 *     { size }                         ->  A, B [size, size] float32
 */
export async function writeCell(nnfs, folder, cell) {
  await mkdir(folder, { recursive: true });
  const random = new nnfs.RandomState(0);
  const write = (name, { data }) => writeFile(join(folder, name), data);
  if (cell.size !== undefined) {
    for (const name of ['A', 'B']) await write(name, random.uniform(-1, 1, [cell.size, cell.size]).astype('float32'));
  } else {
    const { X, y } = samplesOf(nnfs, random, cell);
    await write('X', X);
    await write('y', y);
    for (const [i, shape] of shapesOf(cell).entries()) {
      const I = shape.slice(0, -1).reduce((product, length) => product * length);
      const scale = cell.spiral ? 0.01 : Math.sqrt(2 / I);
      await write(`W${i}`, nnfs.multiply(random.randn(shape), scale).astype('float32'));
    }
  }
  return { ...cell, folder };
}

/** The arrays of a cell, in the process that works on them. */
export async function readCell(cell) {
  const read = async (name, Type) => {
    const { buffer, byteOffset, byteLength } = await readFile(join(cell.folder, name));
    return new Type(buffer.slice(byteOffset, byteOffset + byteLength));
  };
  if (cell.size !== undefined) return { ...cell, A: await read('A', Float32Array), B: await read('B', Float32Array) };
  const weights = [];
  for (const i of shapesOf(cell).keys()) weights.push(await read(`W${i}`, Float32Array));
  return { ...cell, X: await read('X', Float32Array), y: await read('y', Int32Array), weights };
}
