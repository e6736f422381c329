import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig, type ViteUserConfig } from 'vitest/config';

const source = (path: string): string => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

/** Which kernels the tests of a project run on; `inject('backend')` tells it in a test. */
declare module 'vitest' {
  interface ProvidedContext {
    readonly backend: 'simd' | 'plain';
  }
}

/** What all test runs share. */
export const shared = {
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
    testTimeout: 20_000,
    hookTimeout: 60_000,
    provide: { backend: 'simd' },
  },
} satisfies ViteUserConfig;

/** Tests of what computes with kernels: they run on the plain ones too. */
const COMPUTING = [
  'tests/{activations,conformance,datasets,layers,losses,model,optimizers}/*.test.ts',
  'tests/tensor/{*.golden,properties}.test.ts',
  'tests/docs/chapter*.test.ts',
  'tests/backends/{backend,copies}.test.ts',
];

export default defineConfig({
  ...shared,
  test: {
    ...shared.test,
    projects: [
      {
        extends: true,
        test: {
          name: 'simd',
          include: ['tests/**/*.test.ts'],
          exclude: [...configDefaults.exclude, 'tests/long/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'plain',
          include: COMPUTING,
          exclude: [...configDefaults.exclude, 'tests/**/*fuzz.test.ts'], // about bytes, not numbers
          setupFiles: ['tests/support/setup-plain.ts'],
          provide: { backend: 'plain' },
        },
      },
    ],
  },
});
