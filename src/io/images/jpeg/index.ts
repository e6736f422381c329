import { FormatError, NnfsError } from '../../../errors.ts';
import { allocate } from '../../../tensor/dtype.ts';
import { Tensor } from '../../../tensor/tensor.ts';
import type { DecodeLimits } from '../options.ts';
import type { DecodedJpeg } from './codec.ts';
import { readJpegHeader } from './header.ts';

/** What the decoder says of files that are whole nevertheless, as some cameras write them. */
const HARMLESS = 'extraneous bytes';

/**
 * Reads a JPEG picture, [H, W, 1] gray or [H, W, 3] red, green, blue: the bytes that libjpeg makes of it.
 *
 * @throws FormatError for what is damaged or cut off, of another kind, or too large; NnfsError where the decoder cannot be loaded
 */
export async function readJpeg(bytes: Uint8Array, limits: DecodeLimits): Promise<Tensor<'uint8'>> {
  const { name } = limits;
  const { width, height, channels } = readJpegHeader(bytes, limits);
  const decoded = await decodeWith(name, bytes);
  const complaint = decoded?.complaints.find((line) => !line.includes(HARMLESS));
  if (decoded?.data.length !== 4 * width * height || complaint !== undefined) {
    const reason = complaint === undefined ? 'It cannot be read.' : `${complaint}.`;
    throw new FormatError(name, 'a whole JPEG picture', 'damaged or cut bytes', reason);
  }
  const data = allocate('uint8', height * width * channels, name);
  let at = 0;
  for (let from = 0; from < decoded.data.length; from += 4) {
    for (let c = 0; c < channels; c++) data[at++] = decoded.data[from + c]!;
  }
  return new Tensor('uint8', [height, width, channels], data);
}

async function decodeWith(name: string, bytes: Uint8Array): Promise<DecodedJpeg | undefined> {
  try {
    const { decode } = await import('./codec.ts');
    return await decode(bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'an error';
    const hint = `A page must have jpeg.js beside the library's file, and allow WebAssembly ('wasm-unsafe-eval').`;
    throw new NnfsError(name, 'the decoder of JPEG', reason, hint);
  }
}
