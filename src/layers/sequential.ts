import { ValueError, describe } from '../errors.ts';
import { argument, type OptionRule } from '../options.ts';
import { isArray, type Shape } from '../tensor/shape.ts';
import { Layer, inPlace } from './layer.ts';
import type { Parameter } from './parameter.ts';
import {
  INFERENCE,
  samplesOf,
  type BackwardPass,
  type BackwardStep,
  type FloatTensor,
  type ForwardPass,
  type ForwardStep,
  type LayerPlan,
  type PassMode,
  type Room,
  type TensorType,
} from './pass.ts';

/** The option of a container: the layers inside. */
export const layersOption: OptionRule<readonly Layer[]> = /* @__PURE__ */ argument({
  fallback: [] as readonly Layer[],
  expected: 'to be an array of layers',
  holds: (layers) => isArray(layers),
});

const owned = new WeakSet<Layer>();

/**
 * Layers in order, as one layer: each takes what the one before gives.
 *
 *     output  = f_n(... f_2(f_1(inputs)))
 *     dinputs = f_1'(... f_n'(dvalues))
 *
 * Parameters go by their path, `layers.0.weights`. Layers below the lowest one that is trained are not gone back through, unless
 * someone asks for dinputs.
 *
 * @throws ValueError for a layer that already has a place; ShapeError for layers that do not fit together
 *
 * @example
 * import { Dense, ReLU, Sequential } from 'nnfs';
 * const block = new Sequential([new Dense(2, 4), new ReLU()]);
 * console.log(block.parameters.map(({ name }) => name)); // [ 'layers.0.weights', 'layers.0.biases' ]
 */
export class Sequential extends Layer {
  static override readonly kind: string = 'Sequential';
  static override readonly options = { layers: layersOption };
  readonly #layers: Layer[] = [];
  readonly #parameters: Parameter[] = [];
  override readonly parameters: readonly Parameter[] = this.#parameters;

  constructor(layers: readonly Layer[] = []) {
    super();
    this.add(layers);
  }

  override get layers(): readonly Layer[] {
    return this.#layers;
  }

  /** That of the first layer that says one; where it is a guess, since it does not say what lies in front, only if all layers take it. */
  override get inputShape(): Shape | undefined {
    const at = this.#layers.findIndex(({ inputShape }) => inputShape);
    const whole = this.#layers.findIndex(({ takesWhole }) => takesWhole);
    const shape = this.#layers[at]?.inputShape;
    if (shape === undefined || whole < 0 || whole === at) return shape;
    try {
      this.plan(samplesOf(shape), INFERENCE);
      return shape;
    } catch {
      return undefined;
    }
  }

  /**
   * Appends layers, all or none.
   *
   * @param given inputs that they shall take, where that is known; else those that the layers themselves say
   */
  add(layers: readonly Layer[], where = 'Sequential', given?: TensorType): void {
    if (!isArray(layers)) throw new ValueError(where, 'an array of layers', describe(layers));
    if (owned.has(this)) {
      const received = `${this.toString()}, which belongs to a model`;
      throw new ValueError(where, 'a container without a place', received, 'Add the layers first.');
    }
    const added = new Set<Layer>([this]);
    for (const layer of layers) {
      if (!(layer instanceof Layer)) throw new ValueError(where, 'a layer', describe(layer));
      if (owned.has(layer) || added.has(layer)) {
        const received = `${layer.toString()}, which belongs to a model`;
        throw new ValueError(where, 'a layer of its own', received, 'Make a new one.');
      }
      added.add(layer);
    }
    const before = this.#layers.length;
    try {
      for (const layer of layers) this.#layers.push(layer);
      const { inputShape } = this;
      const inputs = given ?? (inputShape && samplesOf(inputShape));
      if (inputs) inPlace(this, where, () => this.plan(inputs, INFERENCE));
    } catch (error) {
      this.#layers.length = before;
      throw error;
    }
    layers.forEach((layer, i) => {
      owned.add(layer);
      const path = `layers.${before + i}.`;
      this.#parameters.push(...layer.parameters.map((parameter) => parameter.named(path + parameter.name)));
    });
  }

  /** Runs a function of a layer inside; its errors name the place. */
  #at<T>(i: number, run: (layer: Layer) => T): T {
    const layer = this.#layers[i]!;
    return inPlace(layer, `layer ${i}, ${layer.toString()}`, () => run(layer));
  }

  override plan(inputs: TensorType, mode: PassMode): LayerPlan {
    let output = inputs;
    const plans = this.#layers.map((_, i) => {
      const plan = this.#at(i, (layer) => layer.plan(output, mode));
      output = plan.output;
      return plan;
    });
    return { output, integers: plans[0]?.integers ?? false };
  }

  override layOut(inputs: FloatTensor, room: Room): ForwardPass {
    const { training, precision, kernels } = room;
    const passes: ForwardPass[] = [];
    const steps: ForwardStep[] = [];
    let output = inputs;
    for (let i = 0; i < this.#layers.length; i++) {
      const pass = this.#at(i, (layer) => layer.layOut(output, room));
      output = pass.output;
      const both = room.fuse?.(this.#layers[i]!, this.#layers[i + 1]);
      passes.push(pass);
      steps.push({ by: both ?? this.#layers[i]!, pass });
      if (both === undefined) continue;
      passes.push({ ...pass, inputs: output, kept: {} }); // of the next layer, which shares the buffer
      i++;
    }
    return { training, precision, kernels, inputs, output, kept: {}, inside: { passes, steps } };
  }

  override layOutBackward(pass: ForwardPass, dvalues: FloatTensor, room: Room, dinputsWanted: boolean): BackwardPass {
    const trained = this.#layers.findIndex((layer) => layer.parameters.some((parameter) => parameter.trained));
    const lowest = dinputsWanted ? 0 : trained < 0 ? this.#layers.length : trained;
    const back: BackwardStep[] = [];
    let dinputs = dvalues;
    for (let i = this.#layers.length - 1; i >= lowest; i--) {
      const layer = this.#layers[i]!;
      if (layer === room.skipped) continue;
      const step = layer.layOutBackward(pass.inside!.passes[i]!, dinputs, room, dinputsWanted || i > lowest);
      back.push({ by: layer, pass: step });
      dinputs = step.dinputs;
    }
    if (lowest > 0) dinputs = room.allocate(dinputs.dtype, pass.inputs.shape); // nobody fills or reads them
    return { ...pass, dvalues, dinputs, dinputsWanted, back };
  }

  override compute({ inside }: ForwardPass): void {
    const { steps } = inside!;
    for (let i = 0; i < steps.length; i++) steps[i]!.by.compute(steps[i]!.pass);
  }

  override gradient({ back }: BackwardPass): void {
    for (let i = 0; i < back!.length; i++) back![i]!.by.gradient(back![i]!.pass);
  }

  override toString(): string {
    return `${this.kind}([${this.#layers.join(', ')}])`;
  }
}
