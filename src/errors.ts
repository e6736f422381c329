/** What every error of this package says, as data. */
export interface Complaint {
  /** The operation and its arguments, for example `Dense(2, 64).forward`. */
  readonly where: string;
  /** What the operation needs. */
  readonly expected: string;
  /** What it was given. */
  readonly received: string;
  /** The likely fix, a whole sentence. */
  readonly hint?: string;
}

/**
 * The base of all errors thrown on purpose: one sentence, `where: expected ..., received .... hint`, and its parts as fields.
 *
 * @example
 * import { NnfsError, Dense } from 'nnfs';
 * try {
 *   new Dense(2, 64).forward([[1, 2, 3]]);
 * } catch (error) {
 *   if (error instanceof NnfsError) console.log(error.expected); // inputs [N, 2]
 * }
 */
export class NnfsError extends Error implements Complaint {
  override readonly name: string = 'NnfsError';
  readonly where: string;
  readonly expected: string;
  readonly received: string;
  readonly hint: string;

  constructor(where: string, expected: string, received: string, hint = '') {
    super(`${where}: expected ${expected}, received ${received}.${hint && ` ${hint}`}`);
    this.where = where;
    this.expected = expected;
    this.received = received;
    this.hint = hint;
  }
}

/** Shapes that do not fit together. */
export class ShapeError extends NnfsError {
  override readonly name = 'ShapeError';
}

/** An element type that the operation does not take. */
export class DTypeError extends NnfsError {
  override readonly name = 'DTypeError';
}

/** A number, option or label outside its range. */
export class ValueError extends NnfsError {
  override readonly name = 'ValueError';
}

/** Bytes or text that are not the format they claim to be. */
export class FormatError extends NnfsError {
  override readonly name = 'FormatError';
}

/** Where training was when it left the finite numbers. */
export interface DivergencePoint {
  readonly epoch: number;
  readonly step: number;
  /** Its position, from 0, and its text. */
  readonly layer: string;
  readonly learningRate: number;
}

/** Training that left the finite numbers; the model keeps its last finite parameters. */
export class DivergedError extends NnfsError implements DivergencePoint {
  override readonly name = 'DivergedError';
  declare readonly epoch: number;
  declare readonly step: number;
  declare readonly layer: string;
  declare readonly learningRate: number;

  constructor(where: string, expected: string, received: string, hint: string, point: DivergencePoint) {
    super(where, expected, received, hint);
    Object.assign(this, point);
  }
}

/** What a call has left behind. @throws NnfsError before any */
export function leftBy<T>(call: string, where: string, result: T | undefined): T {
  if (result === undefined) throw new NnfsError(where, `a call of ${call} first`, 'none');
  return result;
}

/** A short text of any value, for the `received` part of an error. */
export function describe(value: unknown): string {
  return textOf(value, 2);
}

/** @param levels how far into arrays the text goes: they may be deep, or contain themselves */
function textOf(value: unknown, levels: number): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}...` : value);
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return `function ${value.name || '(anonymous)'}`;
  if (Array.isArray(value)) {
    if (value.length > (levels === 0 ? 0 : 8)) return `an array of ${value.length}`;
    return `[${value.map((item) => textOf(item, levels - 1)).join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const kind = value.constructor?.name || 'object';
    return `${/^[AEIO]/i.test(kind) ? 'an' : 'a'} ${kind === 'Object' ? 'object' : kind}`;
  }
  return Object.is(value, -0) ? '-0' : String(value);
}
