// The same on the plain kernels, as in an engine without WebAssembly.
Reflect.deleteProperty(globalThis, 'WebAssembly');
await import('./program.mjs');
