import { ValueError, describe } from '../errors.ts';
import { asFloat, asTensor, full, type ArrayLike } from './create.ts';
import { isFloat, promote, type DType, type FloatArray, type FloatDType } from './dtype.ts';
import { kernels } from './kernels/index.ts';
import { broadcastShapes, sameShape, sizeOf, type Shape } from './shape.ts';
import { Tensor } from './tensor.ts';

/** An operand: a number takes the type of the tensor it meets, as in NumPy (0.1 becomes float32 0.1 next to float32). */
export type Operand = number | ArrayLike;

/** The type a number takes next to a tensor: that tensor's, if it can hold the number. */
function typeBeside(dtype: DType, x: number): DType {
  if (isFloat(dtype)) return dtype;
  if (!Number.isInteger(x)) return 'float64';
  if (dtype === 'uint8' && x >= 0 && x <= 255) return 'uint8';
  return x >= -2147483648 && x <= 2147483647 ? 'int32' : 'float64';
}

/** The type of `a op b`. Integers stay integers unless a fraction or a division brings them to float64. */
function resultType(a: number | Tensor, b: number | Tensor, divides: boolean): DType {
  const type =
    typeof a === 'number'
      ? typeof b === 'number'
        ? 'float64'
        : typeBeside(b.dtype, a)
      : typeof b === 'number'
        ? typeBeside(a.dtype, b)
        : promote(a.dtype, b.dtype);
  return divides && !isFloat(type) ? 'float64' : type;
}

/** NumPy lays a result out as its operands are, in case of doubt row-major; axes of length 1 leave no doubt. */
function isTransposed(operands: readonly Tensor[]): boolean {
  const matrices = operands.filter(({ shape }) => shape.filter((length) => length !== 1).length > 1);
  return matrices.length > 0 && matrices.every((x) => x.transposed);
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
  const [x, y] = [a, b].map((value) => (typeof value === 'number' ? value : asTensor(value, name))) as [
    number | Tensor,
    number | Tensor,
  ];
  const dtype = resultType(x, y, divides);
  const left = typeof x === 'number' ? full([], x, dtype) : x;
  const right = typeof y === 'number' ? full([], y, dtype) : y;
  const shape = broadcastShapes(name, left.shape, right.shape);
  const out = new Tensor(dtype, shape, undefined, isTransposed([left, right]));
  if (sameShape(left.shape, right.shape)) {
    for (let i = 0; i < out.size; i++) out.data[i] = operation(left.data[i]!, right.data[i]!);
    return out;
  }
  // Rows along the last axis are walked with constant steps, from where the indices of the axes before it lead.
  const stepsLeft = stridesIn(shape, left.shape);
  const stepsRight = stridesIn(shape, right.shape);
  const last = shape.length - 1;
  const [columns, stepLeft, stepRight] = [shape[last]!, stepsLeft[last]!, stepsRight[last]!];
  for (let row = 0; row < out.size; row += columns) {
    let rest = row / columns;
    let offsetLeft = 0;
    let offsetRight = 0;
    for (let axis = last - 1; axis >= 0; axis--) {
      const index = rest % shape[axis]!;
      rest = (rest - index) / shape[axis]!;
      offsetLeft += index * stepsLeft[axis]!;
      offsetRight += index * stepsRight[axis]!;
    }
    for (let c = 0; c < columns; c++) {
      out.data[row + c] = operation(left.data[offsetLeft + c * stepLeft]!, right.data[offsetRight + c * stepRight]!);
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

/** The larger of a and b, broadcast; b where they are equal (0 and -0), NaN where either is NaN. */
export function maximum(a: Operand, b: Operand): Tensor {
  return binary('maximum', a, b, (x, y) => (x > y || x !== x ? x : y));
}

/** The smaller of a and b, broadcast; b where they are equal (0 and -0), NaN where either is NaN. */
export function minimum(a: Operand, b: Operand): Tensor {
  return binary('minimum', a, b, (x, y) => (x < y || x !== x ? x : y));
}

/**
 * Every element brought into min..max, the bounds first rounded to the tensor's type; NaN stays NaN. As in NumPy, everything becomes
 * `max` where `min` is larger.
 *
 * @throws ValueError unless both bounds are numbers
 *
 * @example
 * import { clip, tensor } from 'nnfs';
 * console.log(clip(tensor([0, 0.5, 1], 'float64'), 0.25, 0.75));
 * // [0.25 0.5  0.75]
 */
export function clip(x: ArrayLike, min: number, max: number): Tensor {
  for (const bound of [min, max]) {
    if (typeof bound !== 'number' || Number.isNaN(bound)) {
      throw new ValueError('clip', 'numbers min and max', `${describe(min)} and ${describe(max)}`);
    }
  }
  return minimum(maximum(x, min), max);
}

/** An operand as a tensor; a number alone is float64. */
function operand(name: string, x: Operand): Tensor {
  return typeof x === 'number' ? new Tensor('float64', [], Float64Array.of(x)) : asTensor(x, name);
}

/** Applies a kernel for float tensors; integers are computed in float64, as NumPy does. */
function unary(name: string, x: Operand, kernel: (x: FloatArray, output: FloatArray) => void): Tensor<FloatDType> {
  const float = asFloat(operand(name, x), 'float64');
  const output = new Tensor(float.dtype, float.shape, undefined, float.transposed);
  kernel(float.data, output.data);
  return output;
}

/** e to the power x: in float32 the bits of NumPy's, in float64 nearly always correctly rounded. */
export function exp(x: Operand): Tensor<FloatDType> {
  return unary('exp', x, (input, output) => kernels.exp(input, output));
}

/** The natural logarithm: log(0) = -Infinity, log of a negative number is NaN; accuracy as `exp`. */
export function log(x: Operand): Tensor<FloatDType> {
  return unary('log', x, (input, output) => kernels.log(input, output));
}

/** The hyperbolic tangent, within 2 units in the last place. */
export function tanh(x: Operand): Tensor<FloatDType> {
  return unary('tanh', x, (input, output) => kernels.tanh(input, output));
}

/** The square root, correctly rounded. */
export function sqrt(x: Operand): Tensor<FloatDType> {
  return unary('sqrt', x, (input, output) => {
    for (let i = 0; i < input.length; i++) output[i] = Math.sqrt(input[i]!);
  });
}

/** A function whose result has the type of its argument, integers included. */
function keepingType(name: string, x: Operand, operation: (x: number) => number): Tensor {
  const input = operand(name, x);
  const output = new Tensor(input.dtype, input.shape, undefined, input.transposed);
  for (let i = 0; i < input.size; i++) output.data[i] = operation(input.data[i]!);
  return output;
}

/** x * x. */
export function square(x: Operand): Tensor {
  return keepingType('square', x, (value) => value * value);
}

/** The absolute value. */
export function abs(x: Operand): Tensor {
  return keepingType('abs', x, Math.abs);
}

/** -x. */
export function negative(x: Operand): Tensor {
  return keepingType('negative', x, (value) => -value);
}
