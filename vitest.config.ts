import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const source = (path: string): string => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

/** Which kernels the tests of a project run on; `inject('backend')` tells it in a test. */
declare module 'vitest' {
  interface ProvidedContext {
    readonly backend: 'simd' | 'plain';
  }
}

/**
 * Test files that share a process, since making one and reading the library takes longer than most of them; the library starts over
 * before each. The test of memory measures the heap of its process.
 */
const TOGETHER = [
  'tests/{activations,conformance,contract,datasets,io,layers,losses,metrics,optimizers,random,tensor}/**/*.test.ts',
  'tests/model/!(memory).test.ts',
];

/** Tests of what computes with kernels: they run on the plain ones too. */
const COMPUTING = [
  'tests/{activations,conformance,contract,datasets,layers,losses,metrics,optimizers}/*.test.ts',
  'tests/model/!(memory).test.ts',
  'tests/tensor/{*.golden,properties}.test.ts',
  'tests/datasets/tables/{files,parse-csv}.test.ts',
];
/** Those of them that take the longest do so in the long tests. */
const COMPUTING_LONG = [
  'tests/contract/{files,layers}.test.ts',
  'tests/datasets/tables/parse-csv.test.ts',
  'tests/layers/images-resumed.test.ts',
  'tests/model/{chapters.golden,gradient-check}.test.ts',
  'tests/optimizers/runs.golden.test.ts',
  'tests/playground/arithmetic*.test.ts',
  'tests/tensor/properties.test.ts',
];
const COMPUTING_ALONE = [
  'tests/model/memory.test.ts',
  'tests/docs/chapter*.test.ts',
  'tests/backends/{backend,copies,lengths}.test.ts',
];

function project(
  name: string,
  backend: 'simd' | 'plain',
  include: string[],
  options: { exclude?: string[]; together?: boolean } = {},
): TestProjectInlineConfiguration {
  const { exclude = [], together = false } = options;
  return {
    extends: true,
    test: {
      name,
      include,
      exclude: [...configDefaults.exclude, ...exclude],
      isolate: !together,
      setupFiles: [
        ...(backend === 'plain' ? ['tests/support/setup-plain.ts'] : []),
        ...(together ? ['tests/support/start-over.ts'] : []),
      ],
      provide: { backend },
    },
  };
}

const short = [
  project('simd', 'simd', TOGETHER, { together: true }),
  project('simd, alone', 'simd', ['tests/**/*.test.ts'], { exclude: [...TOGETHER, 'tests/long/**'] }),
  project('plain', 'plain', COMPUTING, { exclude: [...COMPUTING_LONG, 'tests/**/*fuzz.test.ts'], together: true }), // about bytes, not numbers
  project('plain, alone', 'plain', COMPUTING_ALONE),
];

/** What takes minutes, and short tests that can do more of the same: npm run test:long. */
const long: TestProjectInlineConfiguration = {
  extends: true,
  test: {
    name: 'long',
    include: [
      'tests/long/**/*.test.ts',
      'tests/model/serialize-fuzz.test.ts',
      'tests/backends/forgotten.test.ts',
      'tests/contract/files.test.ts',
      'tests/datasets/tables/fuzz.test.ts',
      'tests/io/csv/{numbers,oracle}.test.ts',
      'tests/io/idx-fuzz.test.ts',
      'tests/io/npy/fuzz.test.ts',
      'tests/formats/javascript/{networks,tables}.test.ts',
      'tests/formats/onnx/{fuzz,round-trip,runtime,torch}.test.ts',
      'tests/io/images/fuzz.test.ts',
      'tests/formats/pytorch/outputs.test.ts',
    ],
    env: {
      MODEL_FUZZ: '100000',
      FORGOTTEN_MODELS: '10000',
      FILES_RUNS: '20000',
      TABLE_FUZZ: '20000',
      IDX_FUZZ: '20000',
      NPY_FUZZ: '20000',
      ONNX_FUZZ: '20000',
      JAVASCRIPT_MODELS: '1000',
      JAVASCRIPT_TABLES: '2000',
      ONNX_MODELS: '300',
      TORCH_OPSETS: '11 12 13 14 15 16 17',
      IMAGE_FUZZ: '20000',
      TORCH_MODELS: '300',
      CSV_NUMBERS: '100000',
      CSV_TABLES: '5000',
    },
    testTimeout: 900_000,
    expect: { poll: { timeout: 15_000 } }, // of machines that are slow
  },
};

export default defineConfig(({ mode }) => ({
  resolve: {
    // Tests and examples import the package by its name and get the sources.
    alias: [
      { find: /^nnfs$/, replacement: source('index.ts') },
      { find: /^nnfs\/node$/, replacement: source('node.ts') },
    ],
  },
  test: {
    setupFiles: ['tests/support/setup.ts'],
    reporters: ['default', './tests/support/tally.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: '100%', // of the cores: by default one is left idle
    provide: { backend: 'simd' },
    projects: mode === 'long' ? [long, project('long, plain', 'plain', COMPUTING_LONG, { together: true })] : short,
  },
}));
