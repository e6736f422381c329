/** Where kernels keep what lives only during one call. */

/** The address of the scratch region. */
export let scratch: usize = 0;

/** Sets the address of the scratch region, a multiple of 16; `productScratch` tells how much a product needs, 4 kB is the least. */
export function useScratch(address: usize): void {
  scratch = address;
}
