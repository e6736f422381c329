import { DivergedError } from '../../errors.ts';
import type { Callback } from '../../model/callbacks/callback.ts';
import { pathOfData } from '../data/source.ts';
import { checkOutput } from '../output-file.ts';
import { nameOfFile } from '../tables/load.ts';
import { Interrupted, untilInterrupted } from '../terminal/interrupt.ts';
import { isScreen, withCurve } from '../terminal/live-curve.ts';
import { showProgress } from '../terminal/progress-bar.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { WrongCall } from '../wrong-call.ts';
import { checkpoints } from './checkpoints.ts';
import type { Course } from './course.ts';
import type { OutputFlags, TrainFlags } from './flags.ts';
import { generatedCourse } from './generated-course.ts';
import { checkOneReadsStdin } from './judging.ts';
import { refuseIdle } from './idle-flags.ts';
import { onListed } from './listed-layers.ts';
import { writeModelFile } from './model-file.ts';
import { runDrawer } from './draw-run.ts';
import { newSettings } from './new-settings.ts';
import { refuse } from './refuse.ts';
import { checkSame, readResumed, type Resumed } from './resume.ts';
import { resumedSettings } from './resumed-settings.ts';
import { isOfGenerated, learnsPictures, type TrainSettings } from './settings.ts';

/**
 * Trains, prints, saves and draws as the options of `nnfs train` say.
 *
 * @param argv the call, word by word
 */
export async function train(flags: TrainFlags, argv: readonly string[], terminal: Terminal): Promise<void> {
  const { save, resume, checkpointEvery, plot, curve = false, json = false, test, ...given } = flags;
  const saved = resume === undefined ? undefined : readResumed(resume);
  const settings = saved === undefined ? newSettings(given) : resumedSettings(saved.settings, given, resume!);
  refuseIdle(flags, settings);
  checkOneReadsStdin({ '--data': settings.data, '--validation': settings.validation, '--test': test });
  checkOutputs(flags, settings);
  const draw = plot === undefined ? undefined : await runDrawer(plot, settings, argv, terminal);

  const course = await onListed(settings.model, () => courseOf(settings, saved, test, terminal));
  if (saved !== undefined) checkSame(saved, course, nameOfFile(settings.data));
  const { model, words: options, fingerprint } = course;
  const record = { options, ...(fingerprint !== undefined && { fingerprint }) };
  const path = save ?? resume;
  const keep = path === undefined ? undefined : () => writeModelFile(path, model, record);

  const before = model.progress?.epoch ?? 0;
  if (before >= course.epochs) {
    const more = `--epochs ${before + 1} or more goes on`;
    terminal.print(
      `${resume!} has been trained for ${before} epochs, so there is nothing to do; ${more}`,
      terminal.streams.stderr,
    );
  }
  const progress = await showProgress(terminal.streams.stderr, { unit: 'epochs', total: course.epochs, done: before });
  const live = curve && isScreen(terminal.streams.stderr) ? withCurve(progress, terminal.streams.stderr, model.history) : undefined; // prettier-ignore
  const bar = live ?? progress;
  const measuring = draw && course.measuring?.();
  const callbacks: Callback[] = [
    ...(measuring ? [measuring.callback] : []),
    bar.callback(course.steps),
    ...(live ? [live.watch] : []),
  ];
  const print = (line: string): void => bar.aside(() => terminal.print(line));
  if (!json) callbacks.unshift(course.lines(given.printEvery ?? settings.printEvery, print));
  if (keep !== undefined) callbacks.push(checkpoints(keep, model, checkpointEvery));

  const { result: finished, interruption } = await untilInterrupted(terminal.streams, async (signal) => {
    // A run that goes on needs the parameters where they stand, before another callback brings back the best.
    const first: Callback = {
      onEnd() {
        if (signal.aborted) keep?.();
      },
    };
    const warn = (warning: string): void => bar.aside(() => terminal.complain(warning));
    const left = course.epochs - before;
    const history = left > 0 ? await course.train(left, { first, callbacks, signal, print: warn }) : undefined;
    const finished = history?.stopReason !== 'aborted';
    if (finished) keep?.(); // while a request to stop is still heard, so that none of them cuts it short
    return finished;
  })
    .catch(async (error: unknown) => {
      if (error instanceof DivergedError && course.model.history.length > 0) {
        await draw?.({ course, measuring, outcome: await course.outcome(), note: error.message });
      }
      throw error;
    })
    .finally(() => bar.stop());

  const outcome = await course.outcome();
  const { lines, json: results, epochs } = outcome;
  const { settings: shown, ...figures } = results;
  if (json) {
    terminal.print(JSON.stringify({ settings: shown, finished, epochs: epochs.length, ...figures, history: epochs }));
  } else if (finished) {
    for (const line of lines) terminal.print(line);
  }
  const stopped = finished ? undefined : `stopped after ${epochs.length} of ${course.epochs} epochs`;
  await draw?.({ course, measuring, outcome, note: stopped });
  if (stopped !== undefined) {
    const cure = path === undefined ? 'Nothing was saved: --save FILE does that.' : `Saved: nnfs train --resume ${path} goes on.`; // prettier-ignore
    throw new Interrupted(interruption!, `${stopped}. ${cure}`);
  }
}

async function courseOf(
  settings: TrainSettings,
  saved: Resumed | undefined,
  test: string | undefined,
  terminal: Terminal,
): Promise<Course> {
  if (isOfGenerated(settings)) {
    refuse({ test }, ['test'], 'the path of a table as --data');
    return generatedCourse(settings, saved, terminal);
  }
  if (learnsPictures(settings)) {
    const { pictureCourse } = await import('./picture-course.ts');
    return pictureCourse(settings, saved, test, terminal);
  }
  const { tableCourse } = await import('./table-course.ts');
  return tableCourse(settings, saved, test, terminal);
}

/** @throws WrongCall, NnfsError for a file that the run could not write at its end, or should not */
function checkOutputs({ save, resume, plot, test, checkpointEvery }: OutputFlags, settings: TrainSettings): void {
  if (checkpointEvery !== undefined && save === undefined && resume === undefined) {
    throw new WrongCall('--checkpoint-every', 'also --save FILE', 'none');
  }
  const { data, validation } = settings;
  const inputs = {
    '--data': pathOfData(data),
    '--validation': typeof validation === 'string' ? validation : undefined,
    '--test': test,
    '--model': settings.model,
  };
  if (save !== undefined) checkOutput('--save', save, inputs);
  else if (resume !== undefined) checkOutput('--resume', resume, inputs);
  if (plot !== undefined) checkOutput('--plot', plot, { ...inputs, '--save': save, '--resume': resume });
}
