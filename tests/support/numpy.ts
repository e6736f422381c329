import { spawnSync } from 'node:child_process';
import { allocate, type DType } from '../../src/tensor/dtype.ts';
import { sizeOf } from '../../src/tensor/shape.ts';
import { Tensor } from '../../src/tensor/tensor.ts';

/** A Python expression and the arrays it names. */
export interface Question {
  readonly code: string;
  readonly arrays?: Readonly<Record<string, Tensor>>;
}

interface Wire {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: string;
}

const PYTHON = process.env.NUMPY_PYTHON ?? '/usr/bin/python3';

/**
 * The answers are those of NumPy 1 on a processor with AVX2: NumPy 2 has other rules for types, and without AVX2 float32 exp is the C
 * library's, which gives 2.7182817 for exp(1).
 */
const SCRIPT = `
import base64, json, sys
import numpy as np
if np.__version__[0] != '1' or np.exp(np.float32([1]))[0] != np.float32(2.7182819843292236):
    sys.exit('NumPy ' + np.__version__ + ' computes otherwise')
np.seterr(all='ignore')
job = json.load(sys.stdin)
exec(job['setup'])
def answer(question):
    names = {name: np.frombuffer(base64.b64decode(a['bytes']), a['dtype']).reshape(a['shape'])
             for name, a in question['arrays'].items()}
    result = np.asarray(eval(question['code'], {**globals(), **names}))
    if result.dtype in (np.int64, np.bool_):
        result = result.astype(np.int32)
    bytes = base64.b64encode(np.ascontiguousarray(result).tobytes()).decode()
    return {'dtype': str(result.dtype), 'shape': result.shape, 'bytes': bytes}
json.dump([answer(question) for question in job['questions']], sys.stdout)
`;

/**
 * Asks NumPy, in one process. NUMPY_PYTHON names another interpreter.
 *
 * @param setup Python statements run before the expressions
 * @returns the results (int64 and bool as int32), or the reason why there is nobody to ask
 */
export function askNumPy(questions: readonly Question[], setup = ''): Tensor[] | string {
  const wire = ({ dtype, shape, data }: Tensor): Wire => {
    return { dtype, shape, bytes: Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64') };
  };
  const job = {
    setup,
    questions: questions.map(({ code, arrays = {} }) => ({
      code,
      arrays: Object.fromEntries(Object.entries(arrays).map(([name, x]) => [name, wire(x)])),
    })),
  };
  const options = { input: JSON.stringify(job), encoding: 'utf8', maxBuffer: 1 << 28 } as const;
  const { status, stdout, stderr, error } = spawnSync(PYTHON, ['-c', SCRIPT], options);
  if (error !== undefined) return error.message;
  if (status !== 0) {
    if (/^NumPy|No module named/m.test(stderr)) return stderr.trim().split('\n').at(-1);
    throw new Error(stderr); // a mistake in a question
  }
  return (JSON.parse(stdout) as Wire[]).map(({ dtype, shape, bytes }) => {
    const type = dtype as DType;
    const data = allocate(type, sizeOf(shape));
    new Uint8Array(data.buffer).set(Buffer.from(bytes, 'base64'));
    return new Tensor(type, shape, data);
  });
}
