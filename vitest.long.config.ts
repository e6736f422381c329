import { configDefaults, defineConfig } from 'vitest/config';
import { shared } from './vitest.config.ts';

/** What takes minutes: npm run test:long. */
export default defineConfig({
  ...shared,
  test: {
    ...shared.test,
    include: ['tests/long/**/*.test.ts'],
    exclude: configDefaults.exclude,
    testTimeout: 900_000,
  },
});
