import { moduleOf } from '../../../tensor/compiled.ts';
import { SCANNER } from '../generated/scanner.ts';

/** A memory with a scanner that runs in it. */
export interface ScannerMemory {
  readonly buffer: ArrayBuffer;
  /** Where the room for arrays begins: before it lie the scanner's constants. */
  readonly start: number;
  /** The function of `../assembly`, of the addresses of a room's arrays. */
  readonly scan: (state: number, modes: number, input: number, values: number, notes: number) => number;
}

const CONSTANTS = 2048;

/** One that nobody uses at the moment: to make one takes longer than to read a small table. */
let spare: ScannerMemory | undefined;

/** A memory with `bytes` bytes for arrays or more; undefined where there is no WebAssembly, or not that much memory. */
export function scannerMemory(bytes: number): ScannerMemory | undefined {
  const module = moduleOf(SCANNER);
  if (module === null) return undefined;
  if (spare !== undefined && spare.buffer.byteLength >= CONSTANTS + bytes) {
    const memory = spare;
    spare = undefined;
    return memory;
  }
  const pages = Math.ceil((CONSTANTS + bytes) / 65536);
  try {
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    const { exports } = new WebAssembly.Instance(module, { env: { memory } });
    return { buffer: memory.buffer, start: CONSTANTS, scan: exports.scan as ScannerMemory['scan'] };
  } catch {
    return undefined;
  }
}

/** Keeps a memory for the next one who needs one, unless it is a large one. */
export function releaseMemory(memory: ScannerMemory): void {
  if (memory.buffer.byteLength <= 2 ** 22) spare = memory;
}
