/**
 * The messages of ONNX that are read and written here, field by field, as `onnx.proto` numbers them. What is not listed is passed over.
 *
 * Source: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto
 */

/** What a field holds: a number, a text, bytes, or a message of its own. */
export type FieldType = 'int' | 'float' | 'string' | 'bytes' | Schema;

export interface Field {
  readonly id: number;
  readonly type: FieldType;
  readonly repeated?: true;
}

export type Schema = Readonly<Record<string, Field>>;

type ValueOf<T> = T extends 'int' | 'float'
  ? number
  : T extends 'string'
    ? string
    : T extends 'bytes'
      ? Uint8Array
      : T extends Schema
        ? Message<T>
        : never;

/** A message: fields that occur once may lack, lists may be empty. */
export type Message<S extends Schema> = {
  readonly [K in keyof S as S[K] extends { repeated: true } ? never : K]?: ValueOf<S[K]['type']> | undefined;
} & {
  readonly [K in keyof S as S[K] extends { repeated: true } ? K : never]: readonly ValueOf<S[K]['type']>[];
};

/** A message to be written, where an empty list may lack. */
export type Written<S extends Schema> = {
  readonly [K in keyof S]?: S[K]['type'] extends Schema
    ? S[K] extends { repeated: true }
      ? readonly Written<S[K]['type']>[]
      : Written<S[K]['type']> | undefined
    : S[K] extends { repeated: true }
      ? readonly ValueOf<S[K]['type']>[]
      : ValueOf<S[K]['type']> | undefined;
};

export const TENSOR = {
  dims: { id: 1, type: 'int', repeated: true },
  dataType: { id: 2, type: 'int' },
  floatData: { id: 4, type: 'float', repeated: true },
  int32Data: { id: 5, type: 'int', repeated: true },
  stringData: { id: 6, type: 'bytes', repeated: true },
  int64Data: { id: 7, type: 'int', repeated: true },
  name: { id: 8, type: 'string' },
  rawData: { id: 9, type: 'bytes' },
  dataLocation: { id: 14, type: 'int' },
} as const satisfies Schema;

export const ATTRIBUTE = {
  name: { id: 1, type: 'string' },
  f: { id: 2, type: 'float' },
  i: { id: 3, type: 'int' },
  s: { id: 4, type: 'bytes' },
  t: { id: 5, type: TENSOR },
  floats: { id: 7, type: 'float', repeated: true },
  ints: { id: 8, type: 'int', repeated: true },
  strings: { id: 9, type: 'bytes', repeated: true },
  type: { id: 20, type: 'int' },
} as const satisfies Schema;

export const NODE = {
  input: { id: 1, type: 'string', repeated: true },
  output: { id: 2, type: 'string', repeated: true },
  name: { id: 3, type: 'string' },
  opType: { id: 4, type: 'string' },
  attribute: { id: 5, type: ATTRIBUTE, repeated: true },
  domain: { id: 7, type: 'string' },
} as const satisfies Schema;

const DIMENSION = { value: { id: 1, type: 'int' }, param: { id: 2, type: 'string' } } as const satisfies Schema;
const TENSOR_SHAPE = { dim: { id: 1, type: DIMENSION, repeated: true } } as const satisfies Schema;
const TENSOR_TYPE = {
  elemType: { id: 1, type: 'int' },
  shape: { id: 2, type: TENSOR_SHAPE },
} as const satisfies Schema;

export const VALUE_INFO = {
  name: { id: 1, type: 'string' },
  type: { id: 2, type: { tensorType: { id: 1, type: TENSOR_TYPE } } },
} as const satisfies Schema;

export const GRAPH = {
  node: { id: 1, type: NODE, repeated: true },
  name: { id: 2, type: 'string' },
  initializer: { id: 5, type: TENSOR, repeated: true },
  input: { id: 11, type: VALUE_INFO, repeated: true },
  output: { id: 12, type: VALUE_INFO, repeated: true },
} as const satisfies Schema;

export const MODEL = {
  irVersion: { id: 1, type: 'int' },
  producerName: { id: 2, type: 'string' },
  producerVersion: { id: 3, type: 'string' },
  graph: { id: 7, type: GRAPH },
  opsetImport: {
    id: 8,
    type: { domain: { id: 1, type: 'string' }, version: { id: 2, type: 'int' } },
    repeated: true,
  },
} as const satisfies Schema;

export type TensorMessage = Message<typeof TENSOR>;
export type AttributeMessage = Message<typeof ATTRIBUTE>;
export type NodeMessage = Message<typeof NODE>;
export type GraphMessage = Message<typeof GRAPH>;
export type ModelMessage = Message<typeof MODEL>;

/** Numbers of element types. */
export const ELEMENT = { float: 1, uint8: 2, int32: 6, int64: 7, string: 8, bool: 9, double: 11 } as const;

/** Numbers of types of attributes. */
export const ATTRIBUTE_TYPE = { f: 1, i: 2, s: 3, t: 4, floats: 6, ints: 7, strings: 8 } as const;
