import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** Ends the run with one plain line, `N passed, N failed`. A file that cannot be loaded counts as one failure. */
export default class Tally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const count = (state: 'passed' | 'failed'): number =>
      modules.reduce((sum, { children }) => sum + [...children.allTests(state)].length, 0);
    const broken = modules.filter((module) => module.errors().length > 0).length;
    console.log(`${count('passed')} passed, ${count('failed') + broken + unhandled.length} failed`);
  }
}
