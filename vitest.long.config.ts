import { configDefaults, defineConfig } from 'vitest/config';
import { shared } from './vitest.config.ts';

/** What takes minutes: npm run test:long. */
export default defineConfig({
  ...shared,
  test: {
    ...shared.test,
    include: ['tests/long/**/*.test.ts', 'tests/model/serialize-fuzz.test.ts'],
    env: { MODEL_FUZZ: '100000' },
    exclude: configDefaults.exclude,
    testTimeout: 900_000,
  },
});
