import { finite, readOptions } from '../options.ts';
import { callText } from './call-text.ts';
import { Layer } from './layer.ts';
import type { BackwardPass, ForwardPass } from './pass.ts';

export interface RescalingOptions {
  /** What inputs are multiplied by. @default 1 */
  readonly scale?: number;
  /** What is then added. @default 0 */
  readonly offset?: number;
}

/**
 * Brings inputs to another range, so that a model takes them as they come: bytes of pictures by a scale of 1 / 255, say.
 *
 *     output  = scale * inputs + offset
 *     dinputs = scale * dvalues
 *
 * Inputs of any shape; worked out in float64 and rounded once to their type, whole numbers to float32.
 *
 * @throws ValueError for numbers that are not finite
 *
 * @example
 * import { Rescaling } from 'nnfs';
 * console.log(new Rescaling({ scale: 2 / 255, offset: -1 }).forward([[0, 51, 255]]));
 * // [[-1.  -0.6  1. ]]
 */
export class Rescaling extends Layer {
  static override readonly kind: string = 'Rescaling';
  static override readonly options = { scale: /* @__PURE__ */ finite(1), offset: /* @__PURE__ */ finite(0) };
  readonly scale: number;
  readonly offset: number;

  constructor(options: RescalingOptions = {}) {
    super();
    const { scale, offset } = readOptions('Rescaling', [options], Rescaling.options);
    this.scale = scale;
    this.offset = offset;
  }

  override compute({ inputs, output }: ForwardPass): void {
    const { scale, offset } = this;
    for (let i = 0; i < output.size; i++) output.data[i] = scale * inputs.data[i]! + offset;
  }

  override gradient({ dvalues, dinputs }: BackwardPass): void {
    for (let i = 0; i < dinputs.size; i++) dinputs.data[i] = this.scale * dvalues.data[i]!;
  }

  override toString(): string {
    return callText(this.kind, [], { scale: [this.scale, 1], offset: [this.offset, 0] });
  }
}
