import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

const source = (path: string): string => fileURLToPath(new URL(`./src/${path}`, import.meta.url));

export default defineConfig({
  resolve: {
    // Tests and examples import the package by its name and get the sources.
    alias: [
      { find: /^nnfs$/, replacement: source('index.ts') },
      { find: /^nnfs\/node$/, replacement: source('node.ts') },
    ],
  },
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'tests/long/**'],
    setupFiles: ['tests/support/setup.ts'],
    reporters: ['default', './tests/support/tally.ts'],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
