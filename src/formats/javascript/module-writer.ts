import type { Layer } from '../../layers/layer.ts';
import type { FloatTensor } from '../../layers/pass.ts';
import type { FloatDType } from '../../tensor/dtype.ts';
import type { DotPrecision } from '../../tensor/kernels/index.ts';
import { carrierOf } from '../carrier.ts';
import { PIECES } from './generated/pieces.ts';
import { parameterLiteral } from './literals.ts';

/** A function or a constant that a module can hold. */
export type PieceName = keyof typeof PIECES;

/** A layer as steps of a module, for inputs of a type; gives the type of what comes out. */
export type Write<L = never> = (module: ModuleWriter, layer: L, dtype: FloatDType) => FloatDType;

/** Up to so many numbers are written as numbers. */
const READABLE = 1000;

/** A module under construction: the steps of its network, the parameters, and the pieces that they need. */
export class ModuleWriter {
  readonly precision: DotPrecision;
  /** The layer at work, `layers.0`, which names its parameters. */
  path = '';
  readonly #where: string;
  readonly #table: Readonly<Record<string, Write>>;
  readonly #steps: string[] = [];
  readonly #parameters: (readonly [name: string, value: FloatTensor])[] = [];
  readonly #used = new Set<PieceName>();

  /** @param table what writes each kind of layer */
  constructor(where: string, table: Readonly<Record<string, Write>>, precision: DotPrecision) {
    this.#where = where;
    this.#table = table;
    this.precision = precision;
  }

  /** Layers in their order. @throws ValueError for one that the table has not */
  layers(layers: readonly Layer[], given: FloatDType): FloatDType {
    const outer = this.path && `${this.path}.`;
    let dtype = given;
    layers.forEach((layer, i) => {
      this.path = `${outer}layers.${i}`;
      const write = carrierOf(this.#where, this.#table, layer, this.path);
      const from = this.#steps.length;
      dtype = write(this, layer as never, dtype);
      if (layer.layers.length > 0) return;
      if (from === this.#steps.length) this.#steps.push(`// ${String(layer)} changes nothing here`);
      else this.#steps[from]! += ` // ${String(layer)}`;
    });
    this.path = outer.slice(0, -1);
    return dtype;
  }

  /** x = piece(x, ...) */
  step(piece: PieceName, ...args: readonly string[]): void {
    this.line(`x = ${this.use(piece)}(${['x', ...args].join(', ')});`);
  }

  line(text: string): void {
    this.#steps.push(text);
  }

  /** The name of a piece, which the module then holds. */
  use(piece: PieceName): string {
    this.#used.add(piece);
    return piece;
  }

  /** The function of two precisions, or of two types, that is to be used. */
  of(precision: FloatDType, float32: PieceName, float64: PieceName): string {
    return this.use(precision === 'float32' ? float32 : float64);
  }

  /** A parameter of the layer at work; gives what it is called. */
  parameter(name: string, value: FloatTensor): string {
    const path = `${this.path}.${name}`;
    this.#parameters.push([path, value]);
    return `parameters['${path}']`;
  }

  /** The steps of the network, a line each. */
  get steps(): string {
    return this.#steps.map((step) => `  ${step}\n`).join('');
  }

  /** All parameters, as a constant. */
  get parameters(): string {
    const size = this.#parameters.reduce((sum, [, value]) => sum + value.size, 0);
    if (size > READABLE) this.use('bytesOf');
    const texts = this.#parameters.map(([name, value]) => `  '${name}': ${parameterLiteral(value, size <= READABLE)},\n`); // prettier-ignore
    return `/** By their paths in the model. */\nconst parameters = {\n${texts.join('')}};`;
  }

  /** The pieces in use and those that they need: before each its constants, behind it the functions that it calls. */
  get pieces(): string[] {
    const seen = new Set<PieceName>();
    const texts: string[] = [];
    const later: PieceName[] = [];
    const visit = (name: PieceName): void => {
      if (seen.has(name)) return;
      seen.add(name);
      const needs = PIECES[name].needs.split(' ').filter((need): need is PieceName => need !== '');
      needs.filter(isConstant).forEach(visit);
      texts.push(PIECES[name].text);
      if (isConstant(name)) later.push(...needs);
      else needs.forEach(visit);
    };
    this.#used.forEach(visit);
    for (const name of later) visit(name);
    return texts;
  }
}

const isConstant = (name: PieceName): boolean => /^const /m.test(PIECES[name].text);
