/** Where there is no memory for one model more: nothing is asked for again that was refused, before something was given back. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type * as memoryModule from '../../src/tensor/kernels/wasm/memory.ts';
import { checkKernels } from '../support/check-kernels.ts';

const { Memory } = WebAssembly;

/** How many memories there may be, of how many pages, and how often one was asked for. */
let room: number;
let pages: number;
let asked: number;
/** Makes the collector take a memory away. */
let giveBack: () => void;
let kernelMemory: typeof memoryModule.kernelMemory;

beforeEach(async () => {
  [room, pages, asked] = [2, 65536, 0];
  vi.stubGlobal('FinalizationRegistry', function (finalize: () => void) {
    giveBack = () => {
      room++;
      finalize();
    };
    return { register: vi.fn() };
  });
  vi.stubGlobal('WebAssembly', {
    Module: WebAssembly.Module,
    Instance: WebAssembly.Instance,
    Memory: function (descriptor: WebAssembly.MemoryDescriptor) {
      asked++;
      if (room === 0 || descriptor.initial > pages) throw new RangeError('could not allocate memory');
      room--;
      return new Memory(descriptor);
    },
  });
  vi.resetModules();
  checkKernels();
  ({ kernelMemory } = await import('../../src/tensor/kernels/wasm/memory.ts'));
});
afterEach(() => vi.unstubAllGlobals());

/** Whether there are memories for requests one after another. */
const granted = (...bytes: number[]): boolean[] => bytes.map((size) => kernelMemory(size, 4096) !== undefined);

it('asks once', () => {
  expect(granted(64, 64, 64, 64, 100_000)).toEqual([true, true, false, false, false]);
  expect(asked).toBe(3);
});

it('asks again where a memory was given back, for as many as were', () => {
  granted(64, 64, 64);
  giveBack();
  expect(granted(64, 64, 64)).toEqual([true, false, false]);
  expect(asked).toBe(4);
  giveBack();
  giveBack();
  expect(granted(64, 64, 64)).toEqual([true, true, false]);
  expect(asked).toBe(6);
});

it('asks again where what was given back did not help', () => {
  granted(64, 64, 64);
  giveBack();
  room--;
  expect(granted(64, 64)).toEqual([false, false]);
  expect(asked).toBe(4);
});

it('leaves smaller requests alone where a large one was refused', () => {
  pages = 10;
  expect(granted(1e6, 64, 1e6, 64)).toEqual([false, true, false, true]);
  expect(asked).toBe(3);
});
