/** Reads JSON that nobody vouches for: whatever is wrong with it becomes a FormatError that names the place. */
import { FormatError, NnfsError, describe } from '../errors.ts';
import { isArray } from '../tensor/shape.ts';

/** Deeper nesting is no file of ours; the limit bounds what parsing such a text may cost. */
export const DEEPEST = 32;

/** More names, lists and objects are no file of ours either: each becomes an object of hundreds of bytes. */
export const MOST_PARTS = 1_000_000;

/**
 * Parses a JSON text.
 *
 * @throws FormatError for text that is not JSON, is nested too deeply, has too many parts, names a member of an object twice, or
 *     has a number beyond float64
 */
export function parseJson(where: string, text: string): unknown {
  const { depth, members, parts } = measureJson(text);
  if (depth > DEEPEST) throw new FormatError(where, `JSON of at most ${DEEPEST} levels`, `${depth} levels`);
  if (parts > MOST_PARTS) throw new FormatError(where, `at most ${MOST_PARTS} names, lists and objects`, `${parts}`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new FormatError(where, 'JSON', text === '' ? 'nothing' : describe(text));
  }
  // JSON.parse keeps the last of two members of one name. Another reader may keep the first, so neither is right.
  if (countMembers(where, value) !== members) {
    throw new FormatError(where, 'each name once in an object', 'a name twice');
  }
  return value;
}

/**
 * How deeply a JSON text is nested, how many members all its objects have together, and how many those are with all lists and objects;
 * found without building any of it.
 */
export function measureJson(text: string): { depth: number; members: number; parts: number } {
  let [level, depth, members, brackets] = [0, 0, 0, 0];
  for (let i = 0; i < text.length; i++) {
    switch (text.charCodeAt(i)) {
      case 0x22: // "
        for (i++; i < text.length && text.charCodeAt(i) !== 0x22; i++) if (text.charCodeAt(i) === 0x5c) i++; // \
        break;
      case 0x3a: // :
        members++;
        break;
      case 0x5b: // [
      case 0x7b: // {
        brackets++;
        depth = Math.max(depth, ++level);
        break;
      case 0x5d: // ]
      case 0x7d: // }
        level--;
    }
  }
  return { depth, members, parts: members + brackets };
}

/** The members of all objects in a value. Numbers such as 1e999 are refused on the way: JSON.parse makes them infinite. */
function countMembers(where: string, value: unknown): number {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new FormatError(where, 'numbers below 1.8e308', 'a larger one');
  }
  if (typeof value !== 'object' || value === null) return 0;
  const values: readonly unknown[] = isArray(value) ? value : Object.values(value);
  let members = isArray(value) ? 0 : values.length;
  for (const inner of values) members += countMembers(where, inner);
  return members;
}

/** The numbers that JSON has no digits for, as text. */
const SPECIAL: readonly unknown[] = ['NaN', 'Infinity', '-Infinity', '-0'];

/** A number as JSON that `JsonValue.number` gives back bit for bit. */
export function jsonNumber(value: number): number | string {
  if (Object.is(value, -0)) return '-0';
  return Number.isFinite(value) ? value : String(value);
}

/** A value as JSON; numbers as `jsonNumber` writes them. */
export const jsonScalar = (value: unknown): unknown => (typeof value === 'number' ? jsonNumber(value) : value);

/** A value; a number also where one of the texts stands for it, for those that JSON cannot write. */
export const scalarOf = ({ value }: JsonValue): unknown => (SPECIAL.includes(value) ? Number(value) : value);

/** What a list or an object holds, each part made when it is asked for: a file may have millions. */
export interface Parts<T> extends Iterable<T> {
  map<U>(read: (part: T, at: number) => U): U[];
}

function partsOf<S, T>(list: readonly S[], make: (part: S, at: number) => T): Parts<T> {
  return {
    map: (read) => list.map((part, at) => read(make(part, at), at)),
    *[Symbol.iterator]() {
      for (let at = 0; at < list.length; at++) yield make(list[at]!, at);
    },
  };
}

/** A parsed value, and where it stands: each way of reading it throws a FormatError that says so. */
export class JsonValue {
  readonly value: unknown;
  readonly #where: string;
  readonly #path: string;

  /**
   * @param where what is reading, for example `Model.fromBytes`
   * @param path the name of this value there
   */
  constructor(where: string, path: string, value: unknown) {
    this.value = value;
    this.#where = where;
    this.#path = path;
  }

  /** Whether there is a value at all. */
  get present(): boolean {
    return this.value !== undefined;
  }

  /** A member of an object; not `present` where the object has none of that name. */
  member(name: string): JsonValue {
    const object = this.#object();
    return new JsonValue(this.#where, `${this.#path}.${name}`, Object.hasOwn(object, name) ? object[name] : undefined);
  }

  /** What `read` makes of a member; undefined where there is none. */
  optional<T>(name: string, read: (member: JsonValue) => T): T | undefined {
    const member = this.member(name);
    return member.present ? read(member) : undefined;
  }

  /** All members of an object, under a path of the caller's choice. */
  entries(path: (name: string) => string = (name) => `${this.#path}.${name}`): Parts<[name: string, value: JsonValue]> {
    const object = this.#object();
    return partsOf(Object.keys(object), (name) => [
      name,
      new JsonValue(this.#where, path(name.length > 80 ? `${name.slice(0, 80)}...` : name), object[name]),
    ]);
  }

  /** @param most the greatest length of the list */
  items(most = Infinity): Parts<JsonValue> {
    const { value } = this;
    if (!isArray(value)) throw this.error('a list');
    if (value.length > most) throw this.error(`a list of at most ${most}`);
    return partsOf(value, (item, i) => new JsonValue(this.#where, `${this.#path}[${i}]`, item));
  }

  string(): string {
    if (typeof this.value !== 'string') throw this.error('text');
    return this.value;
  }

  flag(): boolean {
    if (typeof this.value !== 'boolean') throw this.error('true or false');
    return this.value;
  }

  /** Any number, those of `jsonNumber` included. */
  number(): number {
    if (typeof this.value !== 'number' && !SPECIAL.includes(this.value)) throw this.error('a number');
    return Number(this.value);
  }

  /** A whole number, 0 or more. */
  count(): number {
    if (!Number.isSafeInteger(this.value) || (this.value as number) < 0) throw this.error('a whole number, 0 or more');
    return this.value as number;
  }

  /** What `make` makes of the value; what it refuses becomes a FormatError of this place. */
  convert<T>(make: (value: unknown) => T): T {
    try {
      return make(this.value);
    } catch (error) {
      if (!(error instanceof NnfsError) || error instanceof FormatError) throw error;
      throw new FormatError(`${this.#place}, ${error.where}`, error.expected, error.received, error.hint);
    }
  }

  /** The error that this value is not what was expected. */
  error(expected: string, received?: string, hint?: string): FormatError {
    return new FormatError(this.#place, expected, received ?? (this.present ? describe(this.value) : 'none'), hint);
  }

  get #place(): string {
    return `${this.#where}, ${this.#path}`;
  }

  #object(): Readonly<Record<string, unknown>> {
    const { value } = this;
    if (typeof value !== 'object' || value === null || isArray(value)) throw this.error('an object');
    return value as Readonly<Record<string, unknown>>;
  }
}
