import { configDefaults, defineConfig } from 'vitest/config';
import config from './vitest.config.ts';

/** What takes minutes: npm run test:long. */
export default defineConfig({
  ...config,
  test: {
    ...config.test,
    include: ['tests/long/**/*.test.ts'],
    exclude: configDefaults.exclude,
    testTimeout: 900_000,
  },
});
