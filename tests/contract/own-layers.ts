/** Layers written from outside, against the public names of the package alone. */
import {
  Layer,
  Parameter,
  ReLU,
  Softmax,
  full,
  zeros,
  type BackwardPass,
  type ForwardPass,
  type LayerPlan,
  type Tensor,
  type TensorType,
} from 'nnfs';

/** output = inputs + 1, by the default plan; fills dinputs also where nobody wants them. */
export class Shift extends Layer {
  static override readonly kind: string = 'Shift';

  override compute({ inputs, output }: ForwardPass): void {
    for (let i = 0; i < output.size; i++) output.data[i] = inputs.data[i]! + 1;
  }

  override gradient({ dvalues, dinputs }: BackwardPass): void {
    dinputs.data.set(dvalues.data);
  }
}

/** Keeps tensors of several shapes and types, with and without a sample axis; each shows in the gradient, which means nothing. */
export class Keeping extends Layer {
  static override readonly kind = 'Keeping';

  override plan({ shape, dtype }: TensorType): LayerPlan {
    const [N, C] = shape as [number, number];
    return {
      output: { shape, dtype },
      keep: {
        mean: { shape: [N], dtype: 'float64' },
        largest: { shape: [N, 1], dtype: 'int32' },
        total: { shape: [C], dtype: 'float32' },
        squares: { shape: [C, N], dtype: 'float64' },
        samples: { shape: [], dtype: 'int32' },
      },
    };
  }

  override compute({ inputs, output, kept }: ForwardPass): void {
    const [N, C] = inputs.shape as [number, number];
    const { mean, largest, total, squares, samples } = kept as Record<string, Tensor>;
    samples!.data[0] = N;
    total!.data.fill(0);
    for (let n = 0; n < N; n++) {
      const row = Array.from(inputs.data.subarray(n * C, (n + 1) * C));
      mean!.data[n] = row.reduce((sum, x) => sum + x, 0) / C;
      largest!.data[n] = row.indexOf(Math.max(...row));
      for (let c = 0; c < C; c++) {
        output.data[n * C + c] = row[c]! - mean!.data[n]!;
        total!.data[c]! += row[c]!;
        squares!.data[c * N + n] = row[c]! ** 2;
      }
    }
  }

  override gradient({ dvalues, dinputs, kept }: BackwardPass): void {
    const { mean, largest, total, squares, samples } = kept as Record<string, Tensor>;
    const N = samples!.data[0]!;
    const C = total!.size;
    for (let n = 0; n < N; n++) {
      for (let c = 0; c < C; c++) {
        const i = n * C + c;
        const own = dvalues.data[i]! * (largest!.data[n] === c ? 2 : 1);
        dinputs.data[i] = own + mean!.data[n]! * total!.data[c]! + squares!.data[c * N + n]!;
      }
    }
  }
}

/** [N, C] becomes [N, C, 2]: each value, and its double. */
export class Raised extends Layer {
  static override readonly kind = 'Raised';

  override plan({ shape, dtype }: TensorType): LayerPlan {
    return { output: { shape: [...shape, 2], dtype } };
  }

  override compute({ inputs, output }: ForwardPass): void {
    for (let i = 0; i < output.size; i++) output.data[i] = inputs.data[i >> 1]! * (1 + (i & 1));
  }

  override gradient({ dvalues, dinputs }: BackwardPass): void {
    for (let i = 0; i < dinputs.size; i++) dinputs.data[i] = dvalues.data[2 * i]! + 2 * dvalues.data[2 * i + 1]!;
  }
}

/**
 * output = inputs * scale + shift, in inference less the mean of what training has seen last; that mean and the number of passes are
 * state, which training alone changes.
 */
export class Moving extends Layer {
  static override readonly kind = 'Moving';
  override readonly parameters = [
    new Parameter('scale', full([1, 3], 1.5), { l2: 0.01 }),
    new Parameter('movingMean', zeros([1, 3]), { trained: false, l2: 9 }), // a penalty that never counts: no training
    new Parameter('shift', full([1, 3], 0.25), { summed: true }),
    new Parameter('passes', zeros([], 'float64'), { trained: false }),
  ] as const;

  override compute({ inputs, output, training }: ForwardPass): void {
    const [scale, mean, shift, passes] = this.parameters.map(({ value }) => value.data);
    if (training) {
      passes![0]!++;
      mean!.fill(0);
      for (let i = 0; i < inputs.size; i++) mean![i % 3]! += (3 * inputs.data[i]!) / inputs.size;
    }
    for (let i = 0; i < output.size; i++) {
      const y = inputs.data[i]! * scale![i % 3]! + shift![i % 3]!;
      output.data[i] = training ? y : y - mean![i % 3]!;
    }
  }

  override gradient({ inputs, dvalues, dinputs, kernels }: BackwardPass): void {
    const [scale, , shift] = this.parameters;
    scale.gradient.data.fill(0);
    for (let i = 0; i < dinputs.size; i++) {
      scale.gradient.data[i % 3]! += dvalues.data[i]! * inputs.data[i]!;
      dinputs.data[i] = dvalues.data[i]! * scale.value.data[i % 3]!;
    }
    kernels.sumRows(dvalues.data, shift.gradient.data, dvalues.shape[0]!, 3);
  }
}

/** A softmax at a temperature of 2, with its own mathematics both ways. */
export class Tempered extends Softmax {
  override compute({ inputs, output }: ForwardPass): void {
    const C = inputs.shape.at(-1)!;
    for (let at = 0; at < inputs.size; at += C) {
      const powers = Array.from(inputs.data.subarray(at, at + C), (x) => Math.exp(x / 2));
      const total = powers.reduce((sum, power) => sum + power, 0);
      powers.forEach((power, c) => (output.data[at + c] = power / total));
    }
  }

  override gradient({ output, dvalues, dinputs }: BackwardPass): void {
    const C = output.shape.at(-1)!;
    for (let at = 0; at < output.size; at += C) {
      let mean = 0;
      for (let c = at; c < at + C; c++) mean += output.data[c]! * dvalues.data[c]!;
      for (let c = at; c < at + C; c++) dinputs.data[c] = (output.data[c]! * (dvalues.data[c]! - mean)) / 2;
    }
  }
}

/** Lets pass what is above 1: a ReLU whose output does not tell the sign of its inputs. */
export class Threshold extends ReLU {
  override compute({ inputs, output }: ForwardPass): void {
    for (let i = 0; i < output.size; i++) output.data[i] = inputs.data[i]! > 1 ? inputs.data[i]! : -1;
  }

  override gradient({ inputs, dvalues, dinputs }: BackwardPass): void {
    for (let i = 0; i < dinputs.size; i++) dinputs.data[i] = inputs.data[i]! > 1 ? dvalues.data[i]! : inputs.data[i]!;
  }
}
