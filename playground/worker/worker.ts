import { NnfsError, kernels } from 'nnfs';
import { loaded } from '../core/loaded.ts';
import type { OwnTable, TableSummary } from '../core/data/own-table.ts';
import { MOST_TABLES } from '../core/data/target.ts';
import type { Picture } from '../core/picture/picture.ts';
import { LOOK, type Look } from '../core/picture/scene.ts';
import type { Looked } from '../core/picture/seen.ts';
import { ON_PLANE, type Painting, type Views } from '../core/picture/views.ts';
import { Run } from '../core/run/run.ts';
import { OF_POINTS, ofTable, type Subject } from '../core/run/subject.ts';
import type { Recipe } from '../core/settings/changes.ts';
import { isImages, type Settings } from '../core/settings/settings.ts';
import type * as Images from './images.ts';
import type { Answer, Answers, Kind, Question, Questions } from './messages.ts';

/** This worker, as far as it is used here. */
declare const self: {
  onmessage: (message: { readonly data: Question }) => void;
  postMessage(answer: Answer, transfer: ArrayBuffer[]): void;
};

/** The run that is shown, and another beside it. */
let run: Run | undefined;
let other: Run | undefined;
let painter: Painting | undefined;
let otherPainter: Painting | undefined;
let looked = LOOK;
/** The picture that is looked at, where samples are pictures. */
let seen: Looked = { sample: 0 };
/** What knows pictures, once there has been one. */
let images: typeof Images | undefined;
/** The last tables that were brought, by what settings call them. */
const tables = new Map<string, OwnTable>();

/** The other run follows for no longer than this for a picture. */
const FOLLOW_MS = 150;

/** Names for what is the same: all of it is plain, and in one order. */
const textOf = (recipe: Recipe | Settings): string => JSON.stringify(recipe);

/** A run that is there, or a branch of one, or a new one. */
async function runOf(recipe: Recipe, known: readonly (Run | undefined)[]): Promise<Run> {
  const there = known.filter((each) => each !== undefined);
  const same = there.find((each) => textOf(each.recipe) === textOf(recipe));
  if (same !== undefined) return same;
  const like = there.find(({ settings }) => textOf(settings) === textOf(recipe.settings));
  if (like !== undefined) return like.branch(recipe.changes);
  return new Run(recipe, undefined, await subjectOf(recipe.settings));
}

/** What samples are: those of a table that was brought, pictures, or points. */
async function subjectOf(settings: Settings): Promise<Subject> {
  if (isImages(settings)) {
    images ??= await loaded(import('./images.ts'));
    return images.subjectOf(settings);
  }
  const table = settings.data === 'table' ? tables.get(settings.table) : undefined;
  return table ? ofTable(table) : OF_POINTS;
}

/** What made a run shows it too. */
const viewsOf = ({ settings }: Run): Views => (isImages(settings) ? images!.OF_IMAGES : ON_PLANE);

async function configure({ recipe, against }: Questions['configure']): Promise<Answers['configure']> {
  const [known, before] = [[run, other], run];
  const beside = against && textOf(against) !== textOf(recipe) ? against : undefined;
  const next = await runOf(recipe, known);
  other = beside && (await runOf(beside, [...known, next]));
  run = next;
  return { ...look(run, before ? lookAt(run, before, looked) : LOOK), kernels: kernels() };
}

/** What the run looks like, and the other at the same epoch. */
function paint(shown: Run, by: Painting): Picture {
  const picture = by.paint();
  if (other === undefined || otherPainter === undefined) return picture;
  const step = Math.round((shown.step / shown.stepsPerEpoch) * other.stepsPerEpoch);
  other.seek(step, { ms: FOLLOW_MS });
  return { ...picture, other: otherPainter.outline() };
}

async function answerTo(question: Question): Promise<Answers[Kind]> {
  if (question.kind === 'table') return bring(question.name, question.bytes);
  if (question.kind === 'configure') return configure(question);
  if (question.kind === 'digits') return (await loaded(import('../core/data/digits.ts'))).DIGITS;
  if (run === undefined || painter === undefined) throw new NnfsError('The worker', 'a run', question.kind);
  if (question.kind === 'save') return (await more()).save(run, question.what, looked);
  if (question.kind === 'look') return look(run, question);
  if (question.kind === 'see') return painter.see?.((seen = question.looked));
  if (question.kind === 'inspect') return (await more()).walk(run, question);
  if (question.kind === 'run') run.advance(question);
  else run.seek(question.step, question);
  return paint(run, painter);
}

function look(of: Run, asked: Look): Answers['look'] {
  looked = asked;
  const scene = viewsOf(of).sceneOf(of, asked);
  painter = viewsOf(of).painterOf(of, scene);
  painter.see?.(seen);
  otherPainter =
    other &&
    viewsOf(other).painterOf(other, {
      ...viewsOf(other).sceneOf(other, lookAt(other, of, asked)),
      region: scene.region,
    });
  return { scene, picture: paint(of, painter) };
}

/** A run is looked at as another is, where it has the same inputs. */
const lookAt = (another: Run, of: Run, asked: Look): Look =>
  String(another.data.inputs) === String(of.data.inputs) ? asked : LOOK;

/** A part of the program that is loaded when somebody asks for what is in it. */
const more = () => loaded(import('./more.ts'));

async function bring(name: string, bytes: Uint8Array): Promise<TableSummary> {
  const { OwnTable, library } = await more();
  const table = new OwnTable(name, bytes, await library());
  const { summary } = table;
  tables.delete(summary.id);
  tables.set(summary.id, table);
  if (tables.size > MOST_TABLES) tables.delete(tables.keys().next().value!);
  return summary;
}

/** The buffers in an answer, which are handed over and not copied. */
function buffersIn(value: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) return [value.buffer as ArrayBuffer];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(buffersIn) : [];
}

/** Each question is answered before the next, also where something has to be loaded for it. */
let answered = Promise.resolve();
self.onmessage = ({ data: question }) => {
  answered = answered.then(() => reply(question));
};

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
