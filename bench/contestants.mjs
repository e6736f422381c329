/** Who takes part: nnfs in both precisions, its peers in JavaScript, and NumPy and PyTorch for scale. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Child, frameworkFile } from './lib/child.mjs';

/**
 * `node` names a module of frameworks/ for harness.mjs, `python` one for harness.py; `settings` are what its `start` takes;
 * `needs` is the package that it needs.
 */
export const CONTESTANTS = {
  nnfs: { label: 'nnfs', node: 'nnfs', settings: { precision: 'float64' } },
  nnfs32: { label: 'nnfs, float32', node: 'nnfs', settings: { precision: 'float32' } },
  tfjs: { label: 'TensorFlow.js, wasm', node: 'tfjs', needs: '@tensorflow/tfjs-backend-wasm' },
  tfjsPlain: {
    label: 'TensorFlow.js, plain JavaScript',
    node: 'tfjs',
    needs: '@tensorflow/tfjs',
    settings: { backend: 'cpu' },
  },
  ort: { label: 'ONNX Runtime', node: 'onnxruntime', needs: 'onnxruntime-node' },
  jax: { label: 'jax-js, wasm', node: 'jax', needs: '@jax-js/jax' },
  brain: { label: 'brain.js', node: 'brain', needs: 'brain.js' },
  classes: {
    label: "NumPy, book's classes",
    python: 'numpy_classes',
    needs: 'numpy',
    settings: { precision: 'float64' },
  },
  classes32: { label: "NumPy, book's classes, float32", python: 'numpy_classes', needs: 'numpy', settings: {} },
  numpy: { label: 'NumPy, written out, float32', python: 'numpy_plain', needs: 'numpy', settings: {} },
  numpy32: { label: 'NumPy, float32', python: 'numpy_plain', needs: 'numpy', settings: {} },
  numpy64: { label: 'NumPy, float64', python: 'numpy_plain', needs: 'numpy', settings: { dtype: 'float64' } },
  torch: { label: 'PyTorch, CPU', python: 'pytorch', needs: 'torch' },
  torchLast: { label: 'PyTorch, channels last', python: 'pytorch', needs: 'torch', settings: { channelsLast: true } },
};

const PYTHON_PACKAGES = { numpy: 'NumPy', torch: 'PyTorch', pandas: 'pandas' };

/** Why a contestant cannot take part; undefined where it can. */
export function absence({ node, python, needs }, { peers, interpreters }) {
  if (needs === undefined) return undefined;
  if (!peers) return 'not asked for';
  if (node !== undefined) {
    const installed = existsSync(fileURLToPath(new URL(`node_modules/${needs}`, import.meta.url)));
    return installed ? undefined : `${needs} is not installed`;
  }
  if (interpreters[needs] !== undefined || python === undefined) return undefined;
  return interpreters.none ?? `no Python here has ${PYTHON_PACKAGES[needs]}`;
}

/** A process for a contestant. */
export function launch({ node, python, needs, settings = {} }, { library, interpreters }) {
  const given = JSON.stringify({ ...settings, library });
  if (node !== undefined) return new Child(process.execPath, [frameworkFile('harness.mjs'), node, given]);
  return new Child(interpreters[needs].command, [frameworkFile('harness.py'), python, given]);
}
