/** The way into the kernels compiled from `../assembly`, which run in a memory of the SIMD kernels and call the products there. */
import type { Inhabited } from '../../kernels.ts';
import { addressesIn } from '../../wasm/addresses.ts';
import { instanceIn } from '../../wasm/family.ts';
import { WINDOWS } from '../generated/windows.ts';
import type { WindowKernels, Windows } from '../kernels.ts';
import { reference } from '../reference/index.ts';
import { convolutions, type ConvolutionExports } from './convolution.ts';
import { pooling, type PoolingExports } from './pooling.ts';

interface Exports extends WebAssembly.Exports, ConvolutionExports, PoolingExports {
  setWindows(...numbers: number[]): void;
}

/** Kernels for views of a memory; the plain ones where there is no room for an instance. */
export function inside(inhabited: Inhabited): WindowKernels {
  const wasm = instanceIn(WINDOWS, inhabited) as Exports | undefined;
  if (wasm === undefined) return reference;
  const at = addressesIn(inhabited.memory.buffer);
  const set = (w: Windows): void => {
    wasm.setWindows(w.H, w.W, w.C, w.kh, w.kw, w.sy, w.sx, w.dy, w.dx, w.top, w.left, w.OH, w.OW);
  };
  return { ...convolutions(wasm, at, inhabited.scratch, set), ...pooling(wasm, at, set) };
}
