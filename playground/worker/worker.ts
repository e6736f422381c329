import { NnfsError, kernels } from 'nnfs';
import { linkOf, type Recipe } from '../core/changes.ts';
import { Painter, sceneOf, type Picture } from '../core/picture.ts';
import { Run } from '../core/run.ts';
import { save } from '../core/save.ts';
import { toQuery } from '../core/settings.ts';
import type { Answer, Answers, Kind, Question, Questions } from './messages.ts';

/** This worker, as far as it is used here. */
declare const self: {
  onmessage: (message: { readonly data: Question }) => void;
  postMessage(answer: Answer, transfer: ArrayBuffer[]): void;
};

/** The run that is shown, and another beside it. */
let run: Run | undefined;
let other: Run | undefined;
let painter: Painter | undefined;
let otherPainter: Painter | undefined;

/** The other run follows for no longer than this for a picture. */
const FOLLOW_MS = 150;

const textOf = (recipe: Recipe): string => linkOf(recipe);

/** A run that is there, or a branch of one, or a new one. */
function runOf(recipe: Recipe, known: readonly (Run | undefined)[]): Run {
  const there = known.filter((each) => each !== undefined);
  const same = there.find((each) => textOf(each.recipe) === textOf(recipe));
  if (same !== undefined) return same;
  const like = there.find(({ settings }) => toQuery(settings) === toQuery(recipe.settings));
  return like?.branch(recipe.changes) ?? new Run(recipe);
}

function configure({ recipe, against }: Questions['configure']): Answers['configure'] {
  const known = [run, other];
  const beside = against && textOf(against) !== textOf(recipe) ? against : undefined;
  run = runOf(recipe, known);
  other = beside && runOf(beside, [...known, run]);
  const scene = sceneOf(run);
  painter = new Painter(run, scene);
  otherPainter = other && new Painter(other, scene);
  return { scene, picture: paint(run, painter), kernels: kernels() };
}

/** What the run looks like, and the other at the same epoch. */
function paint(shown: Run, by: Painter): Picture {
  const picture = by.paint();
  if (other === undefined || otherPainter === undefined) return picture;
  const step = Math.round((shown.step / shown.stepsPerEpoch) * other.stepsPerEpoch);
  other.seek(step, { ms: FOLLOW_MS });
  return { ...picture, other: otherPainter.outline() };
}

async function answerTo(question: Question): Promise<Answers[Kind]> {
  if (question.kind === 'configure') return configure(question);
  if (run === undefined || painter === undefined) throw new NnfsError('The worker', 'a run', question.kind);
  if (question.kind === 'save') return save(run, question.what);
  if (question.kind === 'inspect') {
    const { walk } = await import('../core/arithmetic/walk.ts');
    return walk(run, question);
  }
  if (question.kind === 'run') run.advance(question);
  else run.seek(question.step, question);
  return paint(run, painter);
}

/** The buffers in an answer, which are handed over and not copied. */
function buffersIn(value: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) return [value.buffer as ArrayBuffer];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(buffersIn) : [];
}

self.onmessage = ({ data: question }) => void reply(question);

async function reply(question: Question): Promise<void> {
  const { id } = question;
  try {
    const answer = await answerTo(question);
    self.postMessage({ id, answer }, buffersIn(answer));
  } catch (error) {
    const { name, message } = error as Error;
    self.postMessage({ id, error: { name, message } }, []);
  }
}
