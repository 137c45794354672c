import { defineConfig } from 'vitest/config';

const { TEST_REPORT } = process.env;

// In another time zone, rules with local times do not compile.
process.env.TZ = 'UTC';

export default defineConfig({
  test: {
    // Of two cores, Vitest would leave one alone.
    maxWorkers: 2,
    reporters: TEST_REPORT === undefined ? ['default'] : ['default', ['json', { outputFile: TEST_REPORT }]],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts', 'test/*.test.ts'],
          // Starting a process and loading the sources again for each file would take longer than most files do.
          isolate: false,
          setupFiles: ['test/support/seed.ts', 'test/support/after-each-file.ts'],
          testTimeout: 60_000,
          // Some evaluate a table of programs first, and the machine may be busy.
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          setupFiles: 'test/support/seed.ts',
          globalSetup: 'test/support/build.ts',
          testTimeout: 120_000,
          // Some build first.
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
