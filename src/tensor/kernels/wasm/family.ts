import { moduleOf } from '../../compiled.ts';
import type { Inhabited } from '../kernels.ts';

/**
 * An instance of a family's module beside the kernels of a memory, with what it imports of them; undefined where there is no room for it.
 *
 * @param text of the module, as `moduleOf` takes it
 */
export function instanceIn(text: string, { memory, exports }: Inhabited): WebAssembly.Exports | undefined {
  const imports = { env: { memory: memory as WebAssembly.Memory }, kernels: exports as WebAssembly.ModuleImports };
  try {
    return new WebAssembly.Instance(moduleOf(text)!, imports).exports;
  } catch {
    return undefined;
  }
}
