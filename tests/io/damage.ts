/** Random damage to files of bytes, and what readers make of it. */
import { FormatError, type RandomState, type Tensor } from 'nnfs';

/** One to three bytes put in, taken out or changed, or the end cut off; half of it in the first bytes, where most can go wrong. */
export function damage(original: Uint8Array, dice: RandomState, head: number): Buffer<ArrayBuffer> {
  let bytes = Buffer.from(original);
  for (let i = dice.randint(1, 4); i > 0; i--) {
    const at = dice.randint(0, dice.randint(0, 2) === 0 ? Math.min(head, bytes.length) + 1 : bytes.length + 1);
    switch (dice.randint(0, 5)) {
      case 0:
        bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from([dice.randint(0, 256)]), bytes.subarray(at)]);
        break;
      case 1:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + dice.randint(1, 5))]);
        break;
      case 2:
        bytes = bytes.subarray(0, Math.max(at, dice.randint(0, bytes.length + 1)));
        break;
      default:
        if (at < bytes.length) bytes[at]! ^= 1 << dice.randint(0, 8);
    }
  }
  return bytes;
}

/** What a call gives, or the FormatError that it ends with. */
export async function outcome(call: () => Tensor | Promise<Tensor>): Promise<Tensor | FormatError> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof FormatError) return error;
    throw error;
  }
}
