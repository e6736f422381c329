/** Takes WebAssembly away before a test loads the library, as in a runtime that has none: everything runs on the plain kernels. */
Reflect.deleteProperty(globalThis, 'WebAssembly');
import './setup.ts';
