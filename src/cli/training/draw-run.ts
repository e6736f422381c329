import { reportOf } from '../plots/report.ts';
import { reportWriter } from '../plots/file.ts';
import { nameOfFile } from '../tables/load.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { Course, Measuring, Outcome } from './course.ts';
import type { TrainSettings } from './settings.ts';

/** Draws a run, as far as it came. */
export type DrawRun = (drawn: DrawnRun) => Promise<void>;

export interface DrawnRun {
  readonly course: Course;
  readonly measuring: Measuring | undefined;
  readonly outcome: Outcome;
  /** What became of it, where it did not finish. */
  readonly note?: string | undefined;
}

/** @throws NnfsError, before the run, where a package lacks that the file needs */
export async function runDrawer(
  path: string,
  { data }: TrainSettings,
  argv: readonly string[],
  terminal: Terminal,
): Promise<DrawRun> {
  const write = await reportWriter('--plot', path, terminal);
  return async ({ course, measuring, outcome: { epochs, json }, note }) => {
    const { labels: _, inputShape: __, ...settings } = json.settings as Readonly<Record<string, unknown>>; // the network tells them
    write(
      reportOf({
        title: `nnfs train, ${nameOfFile(data)}`,
        model: course.model,
        epochs: measuring?.within(epochs) ?? epochs,
        judgements: await course.judgements(),
        settings,
        argv,
        notes: note === undefined ? [] : [note],
      }),
    );
  };
}
