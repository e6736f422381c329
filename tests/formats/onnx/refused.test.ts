/** What is refused of ONNX files, and how it is named. */
import { describe, expect, it, test } from 'vitest';
import { FormatError, Layer, ValueError, fromOnnx, kinds, toOnnx } from 'nnfs';
import { ONNX } from '../../../src/formats/carried.ts';
import { MODEL, type ATTRIBUTE, type NODE, type TENSOR, type Written } from '../../../src/formats/onnx/proto/schema.ts';
import { encodeMessage } from '../../../src/formats/onnx/proto/wire.ts';
import { randomNetwork } from '../networks.ts';

type Node = Written<typeof NODE>;

/** A node; attributes are whole numbers, or lists of them, or texts. */
function node(
  opType: string,
  inputs: string,
  output: string,
  attributes: Readonly<Record<string, number | number[] | string>> = {},
): Node {
  const attribute = Object.entries(attributes).map(([name, value]): Written<typeof ATTRIBUTE> => {
    if (typeof value === 'number') return { name, i: value, type: 2 };
    return typeof value === 'string' ? { name, s: Buffer.from(value), type: 3 } : { name, ints: value, type: 7 };
  });
  return { opType, input: inputs.split(' '), output: output.split(' '), name: output, attribute };
}

const ones = (name: string, ...dims: number[]): Written<typeof TENSOR> => ({
  name,
  dims,
  dataType: 1,
  floatData: Array<number>(dims.reduce((a, b) => a * b, 1)).fill(1),
});

/** A file of nodes from x to y. */
function file(
  nodes: readonly Node[],
  initializer: readonly Written<typeof TENSOR>[] = [],
  sample: readonly number[] = [2],
  version = 13,
): Uint8Array {
  const dim = [{ param: 'N' }, ...sample.map((value) => (value > 0 ? { value } : { param: 'any' }))];
  const type = { tensorType: { elemType: 1, shape: { dim } } };
  const graph = { node: nodes, initializer, input: [{ name: 'x', type }], output: [{ name: 'y' }] };
  return encodeMessage(MODEL, { irVersion: 7, graph, opsetImport: [{ version }] });
}

const relu = [node('Relu', 'x', 'y')];
const W = ones('W', 2, 2);
const image = [4, 6, 5];
const kernel = ones('K', 3, 4, 3, 3);

describe('fromOnnx refuses, by name', () => {
  test.each<[name: string, bytes: Uint8Array, message: string]>([
    ['nothing', new Uint8Array(0), ': expected an ONNX file, received one without a graph and a version of operators.'],
    ['another format', Buffer.from('PK\x03\x04 a zip file'), ': expected an ONNX file, received other bytes ('],
    ['a file cut off', file(relu).subarray(0, -9), ': expected an ONNX file, received other bytes (premature EOF).'],
    ['operators of opset 6', file(relu, [], [2], 6), ': expected operators of opset 7 to 22, received 6.'],
    ['operators of opset 23', file(relu, [], [2], 23), ', received 23.'],
    ['operators that no layer has, all of them', file([node('LSTM', 'x W', 'h'), node('Loop', 'h', 'y')], [W]), ': expected operators that layers have, received LSTM ("h"), Loop ("y").'],
    ['many of them', file(Array.from({ length: 12 }, (_, i) => node('Einsum', i === 0 ? 'x' : `t${i}`, i === 11 ? 'y' : `t${i + 1}`))), ', and 4 more.'],
    ['two tensors in one', file([node('Relu', 'x', 'a'), node('MatMul', 'a x', 'y')]), ', node "y": expected a chain of layers, received MatMul of several tensors. Only x + f(x) goes around layers.'],
    ['nodes out of order', file([node('Relu', 'a', 'y'), node('Relu', 'x', 'a')]), ', node "y": expected nodes in order, received one that is given what comes later.'],
    ['nodes in a circle', file([node('Relu', 'b', 'a'), node('Relu', 'a', 'b'), node('Relu', 'a', 'y')]), ', node "a": expected nodes in order'],
    ['an output from nowhere', file([node('Relu', 'z', 'y')]), ': expected an output that comes from one input, received inputs "x".'],
    ['a file without outputs', encodeMessage(MODEL, { graph: {}, opsetImport: [{ version: 13 }] }), ': expected a graph with an output, received none.'],
    ['more numbers than a shape', file([node('MatMul', 'x W', 'y')], [{ ...W, dims: [2, 3] }]), ', tensor "W": expected 6 numbers for [2, 3], received 4.'],
    ['a shape beyond the file', file([node('MatMul', 'x W', 'y')], [{ ...W, dims: [2 ** 40, 2], floatData: [], rawData: new Uint8Array(16) }]), ', tensor "W": expected 2199023255552 numbers for [1099511627776, 2], received 4.'],
    ['numbers in another file', file([node('MatMul', 'x W', 'y')], [{ ...W, dataLocation: 1 }]), ', tensor "W": expected numbers in the file itself, received in another file. Save it as one file.'],
    ['texts for numbers', file([node('MatMul', 'x W', 'y')], [{ ...W, dataType: 8 }]), ', tensor "W": expected numbers of float32, float64, int32 or int64, received type 8.'],
    ['weights that do not fit', file([node('MatMul', 'x W', 'y')], [ones('W', 3, 2)]), 'Dense(3, 2): expected inputs [N, 3], received [1, 2].'],
    ['a product the other way', file([node('MatMul', 'W x', 'y')], [W]), ', node "y": expected MatMul with constant weights [I, O], received another product.'],
    ['groups', file([node('Conv', 'x K', 'y', { group: 2 })], [kernel], image), ', node "y": expected Conv with one group, received 2.'],
    ['pads that pooling has not', file([node('MaxPool', 'x', 'y', { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] })], [], [1, 8, 8]), ", node \"y\": expected MaxPool with no pads, or those of 'same', received pads [1, 1, 1, 1]."],
    ['windows that are not whole', file([node('MaxPool', 'x', 'y', { kernel_shape: [2, 2], strides: [2, 2], ceil_mode: 1 })], [], image), ', node "y": expected MaxPool with whole windows, received ceil_mode.'],
    ['SAME_LOWER', file([node('Conv', 'x K', 'y', { auto_pad: 'SAME_LOWER' })], [kernel], image), ', node "y": expected Conv with auto_pad SAME_UPPER, received SAME_LOWER.'],
    ['axes in another order', file([node('Transpose', 'x', 't', { perm: [0, 2, 1, 3] }), node('Conv', 't K', 'y')], [kernel], image), ', node "y": expected Conv of [N, C, ...] of 4 axes, received axes in another order or number.'],
    ['rows of images of any size', file([node('Conv', 'x K', 'c'), node('Flatten', 'c', 'y')], [kernel], [4, 0, 0]), ', node "y": expected Flatten with images of a known size, received any. Export the model for images of one size.'],
    ['an output in another order', file([node('Conv', 'x K', 'c'), node('Flatten', 'c', 'y')], [kernel], image), ': expected an output in the order of its axes, received another order. A Dense layer behind Flatten takes them in any order.'],
    ['softmax over the channels', file([node('Softmax', 'x', 'y', { axis: 1 })], [], [3, 2]), ', node "y": expected Softmax with rows along the features, received axis 1.'],
    ['numbers for each pixel', file([node('Add', 'x B', 'y')], [ones('B', 3, 1)], [3, 2]), ', node "y": expected Add with one number, or one for each feature, received [3, 1].'],
    ['a clip that is no layer', file([node('Clip', 'x low high', 'y')], [ones('low'), ones('high')]), ', node "y": expected Clip with limits 0 and 6, or 0 alone, received 1 and 1.'],
    ['features that a file only claims', file([node('Mul', 'x B', 'y')], [ones('B', 2)], [2 ** 30]), ', node "y": expected Mul with a known number of features, received 1073741824.'],
    ['samples in another number', file([node('Reshape', 'x S', 'y')], [{ name: 'S', dims: [2], dataType: 7, int64Data: [4, -1] }]), ', node "y": expected Reshape with samples as they are, received shape [4, -1].'],
  ])('%s', (_, bytes, message) => {
    const read = () => fromOnnx(bytes);
    expect(read).toThrow(FormatError);
    expect(read).toThrow(message);
    expect(read).toThrow(/^fromOnnx[:,]/);
  }); // prettier-ignore

  it('anything but a Uint8Array', () => {
    expect(() => fromOnnx('x' as unknown as Uint8Array)).toThrow(ValueError);
    expect(() => fromOnnx('x' as unknown as Uint8Array)).toThrow('fromOnnx: expected a Uint8Array, received "x".');
  });
});

it('reads a file at any offset of a buffer', () => {
  const { model, X } = randomNetwork(3);
  const bytes = toOnnx(model, { inputShape: X.shape.slice(1) });
  for (let offset = 0; offset < 4; offset++) {
    const around = new Uint8Array(bytes.length + 8);
    around.set(bytes, offset);
    expect(fromOnnx(around.subarray(offset, offset + bytes.length)).getParameters()).toEqual(model.getParameters());
  }
});

it('every layer of the package is written', () => {
  const layers = Object.entries(kinds).filter(([, { prototype }]) => prototype instanceof Layer);
  expect(Object.keys(ONNX).sort()).toEqual(layers.map(([name]) => name).sort());
});
