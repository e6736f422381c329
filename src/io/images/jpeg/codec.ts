/** The decoder of JPEG: a module of its own, since it is larger than all of the library and only what reads JPEG loads it. */
import { binaryOf } from '../../../tensor/compiled.ts';
import { WASM, createCodec, type Codec } from './generated/mozjpeg.js';

/** Red, green, blue and opacity of each pixel; and what the decoder complained of. */
export interface DecodedJpeg {
  readonly data: Uint8ClampedArray;
  readonly complaints: readonly string[];
}

/** A picture of more pixels leaves much memory behind, which goes with its decoder. */
const LARGE = 4_194_304;

let codec: Promise<Codec> | undefined;
let complaints: string[] = [];

/** Starts the decoder, unless it runs. @throws what WebAssembly throws where it cannot start */
function started(): Promise<Codec> {
  const starting = (codec ??= createCodec({
    wasmBinary: binaryOf(WASM),
    locateFile: (name) => name,
    print: () => undefined,
    printErr: (line) => void complaints.push(line),
  }));
  starting.catch(() => (codec = undefined));
  return starting;
}

/** @returns undefined where the decoder gives up, for which it has no words */
export async function decode(bytes: Uint8Array): Promise<DecodedJpeg | undefined> {
  const running = await started();
  complaints = [];
  try {
    const { data, width, height } = running.decode(bytes, false);
    if (width * height > LARGE) codec = undefined;
    return { data, complaints };
  } catch {
    codec = undefined; // it stopped midway and has freed nothing
    return undefined;
  }
}
