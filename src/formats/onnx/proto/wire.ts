/** Messages as bytes and back, by their schema. */
import { BinaryReader, BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { FormatError } from '../../../errors.ts';
import type { Field, Message, Schema, Written } from './schema.ts';

/** The bytes of a message. */
export function encodeMessage<S extends Schema>(schema: S, message: Written<S>): Uint8Array {
  const writer = new BinaryWriter();
  write(writer, schema, message);
  return writer.finish();
}

function write(writer: BinaryWriter, schema: Schema, message: Readonly<Record<string, unknown>>): void {
  for (const [name, { id, type, repeated }] of Object.entries(schema)) {
    const value = message[name];
    if (value === undefined) continue;
    for (const each of repeated ? (value as readonly unknown[]) : [value]) {
      if (type === 'int') writer.tag(id, WireType.Varint).int64(each as number);
      else if (type === 'float') writer.tag(id, WireType.Bit32).float(each as number);
      else if (type === 'string') writer.tag(id, WireType.LengthDelimited).string(each as string);
      else if (type === 'bytes') writer.tag(id, WireType.LengthDelimited).bytes(each as Uint8Array);
      else {
        writer.tag(id, WireType.LengthDelimited).fork();
        write(writer, type, each as Readonly<Record<string, unknown>>);
        writer.join();
      }
    }
  }
}

/** More parts than any network has; each becomes an object of hundreds of bytes. */
const MOST_PARTS = 1_000_000;

/**
 * The message of bytes. What bytes hold is a view of them.
 *
 * @throws FormatError for bytes that are none
 */
export function decodeMessage<S extends Schema>(where: string, schema: S, bytes: Uint8Array): Message<S> {
  const reader = new BinaryReader(bytes);
  const left = { parts: MOST_PARTS };
  try {
    return read(reader, schema, reader.len, left) as Message<S>;
  } catch (error) {
    if (left.parts < 0) throw new FormatError(where, `at most ${MOST_PARTS} parts`, 'more');
    const why = error instanceof Error ? error.message : String(error);
    throw new FormatError(where, 'an ONNX file', `other bytes (${why})`);
  }
}

function read(reader: BinaryReader, schema: Schema, end: number, left: { parts: number }): Record<string, unknown> {
  const message: Record<string, unknown> = {};
  const fields = new Map<number, readonly [name: string, field: Field]>();
  for (const [name, field] of Object.entries(schema)) {
    fields.set(field.id, [name, field]);
    if (field.repeated) message[name] = [];
  }
  while (reader.pos < end) {
    const [id, wireType] = reader.tag();
    const [name, { type, repeated }] = fields.get(id) ?? ['', { id, type: 'int' }];
    const numeric = type === 'int' || type === 'float';
    if (--left.parts < 0) throw new RangeError('too many parts');
    if (name === '') {
      reader.skip(wireType, id);
    } else if (numeric && repeated && wireType === WireType.LengthDelimited) {
      const stop = stopOf(reader, end); // packed
      const list = message[name] as number[];
      while (reader.pos < stop) list.push(readNumber(reader, type));
    } else {
      const expected = type === 'int' ? WireType.Varint : type === 'float' ? WireType.Bit32 : WireType.LengthDelimited;
      if (wireType !== expected) throw new RangeError(`field ${id} of type ${wireType}`);
      const value = numeric ? readNumber(reader, type) : type === 'string' ? reader.string() : type === 'bytes' ? reader.bytes() : read(reader, type, stopOf(reader, end), left); // prettier-ignore
      if (repeated) (message[name] as unknown[]).push(value);
      else message[name] = value;
    }
  }
  if (reader.pos > end) throw new RangeError('a part that goes on beyond its end');
  return message;
}

const readNumber = (reader: BinaryReader, type: 'int' | 'float'): number =>
  type === 'int' ? Number(reader.int64()) : reader.float();

/** The end of a part whose length comes next. */
function stopOf(reader: BinaryReader, end: number): number {
  const length = reader.uint32();
  const stop = reader.pos + length;
  if (stop > end) throw new RangeError('premature EOF');
  return stop;
}
