/** Bytes as people bring them: of this realm or of another, such as a frame's or a test runner's, whose classes are not ours. */

/** The name that a value's own engine gives its class. */
function kindOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

/** Whether it is an ArrayBuffer, of any realm. */
export function isArrayBuffer(value: unknown): value is ArrayBuffer {
  return kindOf(value) === 'ArrayBuffer';
}

/** The bytes of a view, where they are; those of shared memory copied, since text decoders of pages and streams refuse it. */
export function bytesOfView({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  return kindOf(buffer) === 'SharedArrayBuffer' ? new Uint8Array(bytes) : bytes;
}
