import { ValueError } from '../errors.ts';
import { asTensor, type ArrayLike } from './create.ts';
import { isFloat, promote, type DType, type FloatDType } from './dtype.ts';
import { kernels } from './kernels/index.ts';
import { broadcastShapes, sameShape, sizeOf, type Shape } from './shape.ts';
import { Tensor } from './tensor.ts';

/** An operand: a number takes the type of the tensor it meets, as in NumPy (0.1 becomes float32 0.1 next to float32). */
export type Operand = number | ArrayLike;

/** The type of `a op b`. Integers stay integers unless a fraction or a division brings them to float64. */
function resultType(a: Operand, b: Operand, divides: boolean): DType {
  const types = [a, b].filter((x) => typeof x !== 'number').map((x) => asTensor(x).dtype);
  const type = types.length === 2 ? promote(types[0]!, types[1]!) : (types[0] ?? 'float64');
  if (isFloat(type)) return type;
  const fraction = [a, b].some((x) => typeof x === 'number' && !Number.isInteger(x));
  return divides || fraction ? 'float64' : type;
}

/** The steps through a tensor's data along each axis of the shape it is broadcast to; 0 where it repeats. */
function stridesIn(shape: Shape, from: Shape): number[] {
  return shape.map((_, axis) => {
    const own = axis - shape.length + from.length;
    return own < 0 || from[own] === 1 ? 0 : sizeOf(from.slice(own + 1));
  });
}

function binary(
  name: string,
  a: Operand,
  b: Operand,
  operation: (x: number, y: number) => number,
  divides = false,
): Tensor {
  const dtype = resultType(a, b, divides);
  const [left, right] = [a, b].map((x) => (typeof x === 'number' ? new Tensor(dtype, []) : asTensor(x))) as [
    Tensor,
    Tensor,
  ];
  if (typeof a === 'number') left.data[0] = a;
  if (typeof b === 'number') right.data[0] = b;
  const shape = broadcastShapes(name, left.shape, right.shape);
  const out = new Tensor(dtype, shape);
  if (sameShape(left.shape, right.shape)) {
    for (let i = 0; i < out.size; i++) out.data[i] = operation(left.data[i]!, right.data[i]!);
    return out;
  }
  // Rows along the last axis are walked with constant steps; the axes before it count up like an odometer.
  const stepsLeft = stridesIn(shape, left.shape);
  const stepsRight = stridesIn(shape, right.shape);
  const last = shape.length - 1;
  const [columns, stepLeft, stepRight] = [shape[last]!, stepsLeft[last]!, stepsRight[last]!];
  const index = new Array<number>(last).fill(0);
  let offsetLeft = 0;
  let offsetRight = 0;
  for (let row = 0; row < out.size; row += columns) {
    for (let c = 0; c < columns; c++) {
      out.data[row + c] = operation(left.data[offsetLeft + c * stepLeft]!, right.data[offsetRight + c * stepRight]!);
    }
    for (let axis = last - 1; axis >= 0; axis--) {
      offsetLeft += stepsLeft[axis]!;
      offsetRight += stepsRight[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      index[axis] = 0;
      offsetLeft -= stepsLeft[axis]! * shape[axis]!;
      offsetRight -= stepsRight[axis]! * shape[axis]!;
    }
  }
  return out;
}

/** a + b, broadcast. */
export function add(a: Operand, b: Operand): Tensor {
  return binary('add', a, b, (x, y) => x + y);
}

/** a - b, broadcast. */
export function subtract(a: Operand, b: Operand): Tensor {
  return binary('subtract', a, b, (x, y) => x - y);
}

/** a * b, element by element (the Hadamard product), broadcast. */
export function multiply(a: Operand, b: Operand): Tensor {
  return binary('multiply', a, b, (x, y) => x * y);
}

/** a / b, broadcast; integers give float64. */
export function divide(a: Operand, b: Operand): Tensor {
  return binary('divide', a, b, (x, y) => x / y, true);
}

/** The larger of a and b, broadcast; NaN where either is NaN. */
export function maximum(a: Operand, b: Operand): Tensor {
  return binary('maximum', a, b, (x, y) => (x >= y || x !== x ? x : y));
}

/** The smaller of a and b, broadcast; NaN where either is NaN. */
export function minimum(a: Operand, b: Operand): Tensor {
  return binary('minimum', a, b, (x, y) => (x <= y || x !== x ? x : y));
}

/**
 * Every element brought into low..high, bounds first rounded to the tensor's type; NaN stays NaN.
 *
 * @throws ValueError when low > high or one is NaN
 *
 * @example
 * import { clip, tensor } from 'nnfs';
 * console.log(clip(tensor([0, 0.5, 1], 'float64'), 0.25, 0.75));
 * // [0.25 0.5  0.75]
 */
export function clip(x: ArrayLike, low: number, high: number): Tensor {
  if (!(low <= high)) throw new ValueError('clip', 'low <= high', `${low} and ${high}`);
  return minimum(maximum(x, low), high);
}

/** Applies a kernel for float tensors; integers are computed in float64, as NumPy does. */
function unary(x: Operand, kernel: (x: Tensor<FloatDType>, output: Tensor<FloatDType>) => void): Tensor {
  const input = typeof x === 'number' ? new Tensor('float64', [], Float64Array.of(x)) : asTensor(x);
  const float = (isFloat(input.dtype) ? input : input.astype('float64')) as Tensor<FloatDType>;
  const output = new Tensor(float.dtype, float.shape);
  kernel(float, output);
  return output;
}

/** e to the power x: in float32 the bits of NumPy's, in float64 nearly always correctly rounded. */
export function exp(x: Operand): Tensor {
  return unary(x, (input, output) => kernels.exp(input.data, output.data));
}

/** The natural logarithm: log(0) = -Infinity, log of a negative number is NaN; accuracy as `exp`. */
export function log(x: Operand): Tensor {
  return unary(x, (input, output) => kernels.log(input.data, output.data));
}

/** The hyperbolic tangent, within 2 units in the last place. */
export function tanh(x: Operand): Tensor {
  return unary(x, (input, output) => kernels.tanh(input.data, output.data));
}

/** The square root, correctly rounded. */
export function sqrt(x: Operand): Tensor {
  return unary(x, (input, output) => {
    for (let i = 0; i < input.size; i++) output.data[i] = Math.sqrt(input.data[i]!);
  });
}

/** A function whose result has the type of its argument, integers included. */
function keepingType(x: Operand, operation: (x: number) => number): Tensor {
  const input = typeof x === 'number' ? new Tensor('float64', [], Float64Array.of(x)) : asTensor(x);
  const output = new Tensor(input.dtype, input.shape);
  for (let i = 0; i < input.size; i++) output.data[i] = operation(input.data[i]!);
  return output;
}

/** x * x. */
export function square(x: Operand): Tensor {
  return keepingType(x, (value) => value * value);
}

/** The absolute value. */
export function abs(x: Operand): Tensor {
  return keepingType(x, Math.abs);
}

/** -x. */
export function negative(x: Operand): Tensor {
  return keepingType(x, (value) => -value);
}
