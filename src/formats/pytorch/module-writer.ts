import type { Layer } from '../../layers/layer.ts';
import type { Parameter } from '../../layers/parameter.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { carrierOf } from '../carrier.ts';
import type { HelperName } from './python/helpers.ts';

/** What a module is given, and gives. */
export interface Flow {
  /** How many axes it has, the samples included. */
  readonly rank: number;
  /** Whether the channels lie behind the samples, as PyTorch has them, not last as here. */
  readonly channelsFirst: boolean;
}

/** A layer as modules: gives what comes out for `x`. */
export type Write<L = never> = (python: ModuleWriter, x: Flow, layer: L) => Flow;

/** A parameter under the name that PyTorch has for it. */
export interface Named {
  readonly name: string;
  readonly parameter: Parameter;
  /** Brings a tensor of the parameter's shape into PyTorch's order of axes. */
  readonly turned: (x: Tensor) => Tensor;
}

/** The parameters and the code of an `nn.Sequential` under construction. */
export class ModuleWriter {
  /** In their order: those of optimizers follow it. */
  readonly parameters: Named[] = [];
  /** What layers keep and no optimizer changes, by PyTorch's names. */
  readonly buffers = new Map<string, Tensor>();
  readonly helpers = new Set<HelperName>();
  readonly #where: string;
  readonly #table: Readonly<Record<string, Write>>;
  /** The last layer, where `forward` computes it. */
  readonly #closing: Layer | undefined;
  #lines: string[] = [];
  /** The layer at work, `layers.2.layers.0`. */
  #layer = '';
  /** The sequence at work, as PyTorch names it, and how many modules it has. */
  #path = 'layers';
  #count = 0;

  /** @param table what writes each kind of layer */
  constructor(where: string, table: Readonly<Record<string, Write>>, closing?: Layer) {
    this.#where = where;
    this.#table = table;
    this.#closing = closing;
  }

  /** The modules so far, a line each. */
  get lines(): readonly string[] {
    return this.#lines;
  }

  /** Layers in their order. @throws ValueError for one that the table has not */
  layers(x: Flow, layers: readonly Layer[]): Flow {
    const outer = this.#layer;
    let flow = x;
    layers.forEach((layer, i) => {
      if (layer === this.#closing) return;
      this.#layer = `${outer && `${outer}.`}layers.${i}`;
      flow = carrierOf(this.#where, this.#table, layer, this.#layer)(this, flow, layer as never);
    });
    this.#layer = outer;
    return flow;
  }

  /** A module; gives the path of its parameters. */
  add(code: string): string {
    this.#lines.push(`${code},`);
    return `${this.#path}.${this.#count++}`;
  }

  /** A module that holds others in their order. */
  nest(begin: string, write: () => Flow): Flow {
    const [outer, path, count] = [this.#lines, this.#path, this.#count];
    [this.#lines, this.#path, this.#count] = [[], `${path}.${count}`, 0];
    const flow = write();
    this.#lines = [...outer, `${begin}(`, ...this.#lines.map((line) => `    ${line}`), '),'];
    [this.#path, this.#count] = [path, count + 1];
    return flow;
  }

  /** The parameters of the layer at work, by PyTorch's names; rows [1, O] become [O]. */
  keep(path: string, name: string, parameter: Parameter, turned: Named['turned'] = asVector): void {
    const whole = `${path}.${name}`;
    if (parameter.options.trained) this.parameters.push({ name: whole, parameter, turned });
    else this.buffers.set(whole, turned(parameter.value));
  }

  /** A class that PyTorch lacks. */
  uses(helper: HelperName): void {
    this.helpers.add(helper);
  }

  /** The channels behind the samples; nothing where they are there, or where there are no further axes. */
  channelsFirst(x: Flow): Flow {
    if (x.channelsFirst || x.rank < 3) return x;
    this.uses('Permute');
    const axes = [x.rank - 1, ...Array.from({ length: x.rank - 2 }, (_, i) => i + 1)];
    this.add(`Permute(${axes.join(', ')})`);
    return { ...x, channelsFirst: true };
  }

  /** The channels last. */
  channelsLast(x: Flow): Flow {
    if (!x.channelsFirst) return x;
    this.uses('Permute');
    const axes = [...Array.from({ length: x.rank - 2 }, (_, i) => i + 2), 1];
    this.add(`Permute(${axes.join(', ')})`);
    return { ...x, channelsFirst: false };
  }
}

const asVector = (x: Tensor): Tensor => x.reshape([x.size]);
