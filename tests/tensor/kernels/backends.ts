/** Runs a call on the plain kernels and on those of a WebAssembly memory, and compares all that they leave. */
import { expect } from 'vitest';
import type { Kernels } from '../../../src/tensor/kernels/kernels.ts';
import { reference } from '../../../src/tensor/kernels/reference/index.ts';
import { createWasmKernels } from '../../../src/tensor/kernels/wasm/index.ts';
import { CONSTANTS } from '../../../src/tensor/kernels/wasm/memory.ts';
import { kernelBytes } from '../../../src/tensor/kernels/wasm/module.ts';
import { scratchBytes } from '../../../src/tensor/kernels/wasm/scratch.ts';

export const module = new WebAssembly.Module(kernelBytes());
export const memory = new WebAssembly.Memory({ initial: 160 });
export const bytes = new Uint8Array(memory.buffer);
export const arena = CONSTANTS + scratchBytes(1000, 1000, 1000) + (1 << 20);
export const wasm = createWasmKernels(module, memory, new Uint8Array(memory.buffer, CONSTANTS, arena - CONSTANTS));

/** A linear congruential generator: the tests draw the same numbers in every run. */
let state = 1;
export const draw = (): number => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;

const SPECIAL = [
  [0, -0, 1, -1, 0.5, Infinity, -Infinity, NaN],
  [1.401298464324817e-45, -1.401298464324817e-45, 1.1754942106924411e-38, -1.1754943508222875e-38], // denormals end here
  [3.4028234663852886e38, -3.4028234663852886e38, 1e20, -1e20, 1e-23, -1e-23], // products overflow and underflow
  [88.72283, 88.73, -87.4, -103.9, -104, 89, 10, -10, 9.011],
].flat();

/** Numbers around 0; a share of them special. */
export function floats(length: number, share = 0, low = -3, high = 3): Float32Array {
  return Float32Array.from({ length }, () =>
    draw() < share ? SPECIAL[Math.floor(draw() * SPECIAL.length)]! : low + draw() * (high - low),
  );
}

type Arrays = readonly (Float32Array | Float64Array | Int32Array)[];

/** Runs `call` with both backends on the same arrays and compares what it returns and leaves in every array. */
export function same<A extends Arrays>(
  where: string,
  call: (kernels: Kernels, ...arrays: A) => unknown,
  ...arrays: A
): void {
  const plain = arrays.map((array) => array.slice());
  const wanted = call(reference, ...(plain as Arrays as A));
  let address = arena;
  bytes.fill(0x5a, arena, arena + 64);
  const views = arrays.map((array) => {
    // Multiples of an element's size, of nothing more, with something to spoil in between.
    address = Math.ceil((address + 28) / 32) * 32 + array.BYTES_PER_ELEMENT;
    const Type = array.constructor as new (buffer: ArrayBuffer, offset: number, length: number) => typeof array;
    const placed = new Type(memory.buffer, address, array.length);
    placed.set(array);
    address += array.byteLength;
    bytes.fill(0x5a, address, address + 28);
    return placed;
  });
  const received = call(wasm, ...(views as Arrays as A));
  if (!Object.is(received, wanted)) expect.fail(`${where}: returned ${String(received)} instead of ${String(wanted)}`);
  views.forEach((view, a) => {
    for (let i = 0; i < view.length; i++) {
      if (Object.is(view[i], plain[a]![i])) continue;
      expect.fail(`${where}: array ${a} has ${String(view[i])} at ${i} instead of ${String(plain[a]![i])}`);
    }
    const end = view.byteOffset + view.byteLength;
    if (bytes.subarray(end, end + 28).some((byte) => byte !== 0x5a)) expect.fail(`${where}: wrote behind array ${a}`);
  });
}

export const upTo = (n: number): number[] => Array.from({ length: n + 1 }, (_, i) => i);

/** The sections of a WebAssembly module, those with data as 'data'. */
export function sectionsOf(module: Uint8Array): (number | 'data')[] {
  const DATA = 11;
  const sections: (number | 'data')[] = [];
  for (let at = 8; at < module.length;) {
    const id = module[at++]!;
    sections.push(id === DATA ? 'data' : id);
    let [length, shift] = [0, 0];
    do {
      length |= (module[at]! & 127) << shift;
      shift += 7;
    } while (module[at++]! & 128);
    at += length;
  }
  return sections;
}
