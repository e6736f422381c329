"""Graphs in the forms that tf2onnx and skl2onnx write, put together with python3-onnx: python3 others_recipe.py FOLDER"""
import sys

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

folder = sys.argv[1]
random = np.random.RandomState(5)


def constant(name, values, dtype=np.float32):
    return numpy_helper.from_array(np.asarray(values, dtype), name)


def weights(name, *shape):
    return constant(name, random.randn(*shape) / np.sqrt(np.prod(shape[:-1]) or 1))


def node(op, inputs, output, **attributes):
    return helper.make_node(op, inputs.split(), output.split(), name=output.split()[0] + '_node', **attributes)


def save(name, nodes, initializers, sample, outputs, opset=13, tables=False):
    inputs = [helper.make_tensor_value_info('x', TensorProto.FLOAT, ['unk__1', *sample])]
    outputs = [helper.make_tensor_value_info(n, t, s) for n, t, s in outputs]
    graph = helper.make_graph(nodes, name, inputs, outputs, initializers)
    opsets = [helper.make_opsetid('', opset)] + ([helper.make_opsetid('ai.onnx.ml', 1)] if tables else [])
    model = helper.make_model(graph, opset_imports=opsets, producer_name='recipe')
    model.ir_version = 7
    onnx.checker.check_model(model)
    onnx.save(model, f'{folder}/{name}.onnx')


FLOAT = [('y', TensorProto.FLOAT, ['N', 'C'])]

# Keras: Sequential([Conv2D, MaxPooling2D, BatchNormalization, Conv2D('same', strides 2), Flatten, Dense('relu'), Dropout, Dense('softmax')])
save('keras_images', [
    node('Transpose', 'x', 'x_nchw', perm=[0, 3, 1, 2]),
    node('Conv', 'x_nchw sequential/conv2d/kernel:0 sequential/conv2d/bias:0', 'conv', kernel_shape=[3, 3], strides=[1, 1], dilations=[1, 1], group=1, auto_pad='VALID'),
    node('Relu', 'conv', 'relu'),
    node('MaxPool', 'relu', 'pool', kernel_shape=[2, 2], strides=[2, 2], auto_pad='VALID'),
    node('BatchNormalization', 'pool gamma beta mean variance', 'bn', epsilon=0.001, momentum=0.99),
    node('Conv', 'bn kernel2 bias2', 'conv2', kernel_shape=[3, 3], strides=[2, 2], dilations=[1, 1], group=1, pads=[0, 1, 1, 1]),
    node('Transpose', 'conv2', 'nhwc', perm=[0, 2, 3, 1]),
    node('Reshape', 'nhwc shape', 'flat'),
    node('MatMul', 'flat dense/kernel', 'product'),
    node('Add', 'product dense/bias', 'sum'),
    node('Relu', 'sum', 'hidden'),
    node('MatMul', 'hidden dense2/kernel', 'product2'),
    node('Add', 'product2 dense2/bias', 'sum2'),
    node('Softmax', 'sum2', 'y', axis=-1),
], [
    weights('sequential/conv2d/kernel:0', 3, 2, 3, 3), weights('sequential/conv2d/bias:0', 3),
    constant('gamma', [1, 2, 0.5]), constant('beta', [0, 1, -1]), constant('mean', [0.1, 0.2, 0.3]), constant('variance', [1, 2, 0.7]),
    weights('kernel2', 4, 3, 3, 3), weights('bias2', 4), constant('shape', [-1, 2 * 2 * 4], np.int64),
    weights('dense/kernel', 16, 5), weights('dense/bias', 5), weights('dense2/kernel', 5, 3), weights('dense2/bias', 3),
], [10, 9, 2], FLOAT)

# Keras: the bias as a sum of its own, LeakyReLU, 'same' padding that depends on the size, the mean over pixels with a squeeze
save('keras_mean', [
    node('Transpose', 'x', 'x_nchw', perm=[0, 3, 1, 2]),
    node('Conv', 'x_nchw kernel', 'conv', kernel_shape=[3, 2], strides=[1, 2], auto_pad='SAME_UPPER'),
    node('Add', 'conv bias', 'biased'),
    node('LeakyRelu', 'biased', 'relu', alpha=0.3),
    node('AveragePool', 'relu', 'pool', kernel_shape=[2, 2], strides=[1, 1], auto_pad='SAME_UPPER'),
    node('GlobalAveragePool', 'pool', 'mean'),
    node('Squeeze', 'mean axes', 'row'),
    node('Gemm', 'row kernel2 bias2', 'y', alpha=1.0, beta=1.0),
], [weights('kernel', 4, 2, 3, 2), constant('bias', random.randn(1, 4, 1, 1)), constant('axes', [2, 3], np.int64), weights('kernel2', 4, 2), weights('bias2', 2)], ['height', 'width', 2], FLOAT)

# Keras: Rescaling, Dense over the steps of a sequence, the mean over time
save('keras_rows', [
    node('Mul', 'x scale', 'scaled'),
    node('Add', 'scaled offset', 'shifted'),
    node('MatMul', 'shifted kernel', 'product'),
    node('Add', 'product bias', 'sum'),
    node('Sigmoid', 'sum', 'gate'),
    node('Mul', 'sum gate', 'swish'),
    node('ReduceMean', 'swish', 'y', axes=[1], keepdims=0),
], [constant('scale', 1 / 3), constant('offset', -1), weights('kernel', 3, 4), weights('bias', 4)], [7, 3], FLOAT)

# Keras in channels of its own order: ReduceMean over [1, 2], LayerNormalization put together, gelu by tanh
save('keras_norm', [
    node('ReduceMean', 'x', 'mean', axes=[1, 2], keepdims=0),
    node('ReduceMean', 'mean', 'mu', axes=[-1], keepdims=1),
    node('Sub', 'mean mu', 'd'),
    node('Mul', 'd d', 'dd'),
    node('ReduceMean', 'dd', 'variance', axes=[-1], keepdims=1),
    node('Add', 'variance epsilon', 'raised'),
    node('Sqrt', 'raised', 'deviation'),
    node('Div', 'd deviation', 'normal'),
    node('Mul', 'normal gamma', 'g'),
    node('Add', 'g beta', 'ln'),
    node('Pow', 'ln three', 'cube'),
    node('Mul', 'cube small', 'c'),
    node('Add', 'ln c', 's'),
    node('Mul', 's root', 'u'),
    node('Tanh', 'u', 't'),
    node('Add', 'one t', 't1'),
    node('Mul', 'half ln', 'h'),
    node('Mul', 'h t1', 'y'),
], [constant('epsilon', 1e-3), constant('gamma', [1, 2, 3, 0.5]), constant('beta', [0.1, 0, -1, 2]), constant('three', 3), constant('small', 0.044715), constant('root', np.sqrt(2 / np.pi)), constant('one', 1), constant('half', 0.5)], [5, 6, 4], FLOAT)

# scikit-learn: StandardScaler and MLPClassifier of three classes
save('sklearn_classes', [
    node('Scaler', 'x', 'scaled', domain='ai.onnx.ml', offset=[1.0, -2.0, 0.5, 0.0], scale=[0.5, 2.0, 1.0, 0.1]),
    node('Cast', 'scaled', 'cast_input', to=TensorProto.FLOAT),
    node('MatMul', 'cast_input coefficient', 'mul_result'),
    node('Add', 'mul_result intercepts', 'add_result'),
    node('Relu', 'add_result', 'next_activations'),
    node('MatMul', 'next_activations coefficient1', 'mul_result1'),
    node('Add', 'mul_result1 intercepts1', 'add_result1'),
    node('Softmax', 'add_result1', 'out_activations_result', axis=1),
    node('ArgMax', 'out_activations_result', 'argmax_output', axis=1),
    node('ArrayFeatureExtractor', 'classes argmax_output', 'labels', domain='ai.onnx.ml'),
    node('Reshape', 'labels shape', 'label'),
    node('Identity', 'out_activations_result', 'y'),
], [
    weights('coefficient', 4, 6), weights('intercepts', 1, 6), weights('coefficient1', 6, 3), weights('intercepts1', 1, 3),
    constant('classes', [0, 1, 2], np.int64), constant('shape', [-1], np.int64),
], [4], [('label', TensorProto.INT64, ['N']), ('y', TensorProto.FLOAT, ['N', 'C'])], opset=12, tables=True)

# scikit-learn: MLPClassifier of two classes
save('sklearn_binary', [
    node('MatMul', 'x coefficient', 'mul_result'),
    node('Add', 'mul_result intercepts', 'add_result'),
    node('Tanh', 'add_result', 'next_activations'),
    node('MatMul', 'next_activations coefficient1', 'mul_result1'),
    node('Add', 'mul_result1 intercepts1', 'add_result1'),
    node('Sigmoid', 'add_result1', 'out_activations_result'),
    node('Sub', 'unity out_activations_result', 'negative_class_proba'),
    node('Concat', 'negative_class_proba out_activations_result', 'y', axis=1),
], [weights('coefficient', 4, 6), weights('intercepts', 1, 6), weights('coefficient1', 6, 1), weights('intercepts1', 1, 1), constant('unity', [1])], [4], FLOAT)

# scikit-learn: StandardScaler as it is and MLPRegressor
save('sklearn_regressor', [
    node('Sub', 'x means', 'centred'),
    node('Div', 'centred deviations', 'scaled'),
    node('MatMul', 'scaled coefficient', 'mul_result'),
    node('Add', 'mul_result intercepts', 'add_result'),
    node('Relu', 'add_result', 'next_activations'),
    node('MatMul', 'next_activations coefficient1', 'mul_result1'),
    node('Add', 'mul_result1 intercepts1', 'add_result1'),
    node('Reshape', 'add_result1 shape', 'y'),
], [constant('means', [1, 2, 3]), constant('deviations', [1, 3, 0.2]), weights('coefficient', 3, 5), weights('intercepts', 1, 5), weights('coefficient1', 5, 1), weights('intercepts1', 1, 1), constant('shape', [-1, 1], np.int64)], [3], FLOAT, opset=9)
