/** The binary of a WebAssembly module, from the text that `textOf` in scripts/assembly.mjs makes of it. */
export function binaryOf(text: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  let block = 0;
  for (const character of text) {
    const n = character === '}' ? 57 : character.charCodeAt(0) - 35; // } stands for \, the 57th
    if (n < 0) block = 88 * (n + 4);
    else {
      bytes.push(block + n - 6);
      block = 0;
    }
  }
  return Uint8Array.from(bytes); // modulo 256
}

const modules = /* @__PURE__ */ new Map<string, WebAssembly.Module | null>();

/** The module of such a text, compiled at first use; null where WebAssembly or what the module needs of it is missing, or forbidden by a page's policy. */
export function moduleOf(text: string): WebAssembly.Module | null {
  let module = modules.get(text);
  if (module === undefined) {
    try {
      module = new WebAssembly.Module(binaryOf(text));
    } catch {
      module = null;
    }
    modules.set(text, module);
  }
  return module;
}
