import { SCANNER } from '../generated/scanner.ts';

let compiled: WebAssembly.Module | null | undefined;

/** The scanner in WebAssembly, compiled at first use; null where there is none, or a page's policy forbids it. */
function scannerModule(): WebAssembly.Module | null {
  if (compiled === undefined) {
    try {
      const bytes = new Uint8Array(SCANNER.length / 2);
      for (let i = 0; i < bytes.length; i++) bytes[i] = parseInt(SCANNER.slice(2 * i, 2 * i + 2), 16);
      compiled = new WebAssembly.Module(bytes);
    } catch {
      compiled = null;
    }
  }
  return compiled;
}

/** The memory of a scanner in WebAssembly. */
export interface ScannerMemory {
  readonly memory: WebAssembly.Memory;
  readonly buffer: ArrayBuffer;
  /** Where the room for arrays begins: before it lie the scanner's constants. */
  readonly start: number;
}

const CONSTANTS = 2048;

/** A memory with `bytes` bytes for arrays; undefined where there is no WebAssembly, or not that much memory. */
export function scannerMemory(bytes: number): ScannerMemory | undefined {
  if (scannerModule() === null) return undefined;
  const pages = Math.ceil((CONSTANTS + bytes) / 65536);
  try {
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    return { memory, buffer: memory.buffer, start: CONSTANTS };
  } catch {
    return undefined;
  }
}

/** The exported function of `../assembly`, of the addresses of a room. */
export function compiledScanner({
  memory,
}: ScannerMemory): (state: number, modes: number, input: number, values: number, notes: number) => number {
  const { exports } = new WebAssembly.Instance(scannerModule()!, { env: { memory } });
  return exports.scan as ReturnType<typeof compiledScanner>;
}
