/** Where kernels keep what lives only during one call. */

/** The address of the scratch region. */
export let scratch: usize = 0;

/** Sets the address of the scratch region, a multiple of 16; `../wasm/scratch.ts` tells how much the kernels need. */
export function useScratch(address: usize): void {
  scratch = address;
}
