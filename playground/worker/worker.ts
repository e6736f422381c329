import { NnfsError, kernels } from 'nnfs';
import { walk } from '../core/arithmetic.ts';
import type { OwnTable, TableSummary } from '../core/own-table.ts';
import { Painter } from '../core/picture.ts';
import { Run } from '../core/run.ts';
import { LOOK, sceneOf, type Look } from '../core/scene.ts';
import type { Answer, Answers, Kind, Question } from './messages.ts';

/** This worker, as far as it is used here. */
declare const self: {
  onmessage: (message: { readonly data: Question }) => void;
  postMessage(answer: Answer, transfer: ArrayBuffer[]): void;
};

let run: Run | undefined;
let painter: Painter | undefined;
/** The last tables that were brought, by what settings call them. */
const tables = new Map<string, OwnTable>();
const MOST_TABLES = 4;

async function answerTo(question: Question): Promise<Answers[Kind]> {
  if (question.kind === 'table') return bring(question.name, question.bytes);
  if (question.kind === 'configure') {
    const { settings } = question;
    const table = tables.get(settings.table);
    run = new Run(settings, undefined, table && ((...of) => table.makeData(...of)));
    return { ...look(run, LOOK), kernels: kernels() };
  }
  if (run === undefined || painter === undefined) throw new NnfsError('The worker', 'a run', question.kind);
  if (question.kind === 'save') return (await more()).save(run, question.what);
  if (question.kind === 'inspect') return walk(run, question);
  if (question.kind === 'look') return look(run, question);
  if (question.kind === 'run') run.advance(question);
  else run.seek(question.step, question);
  return painter.paint();
}

function look(of: Run, asked: Look): Answers['look'] {
  const scene = sceneOf(of, asked);
  painter = new Painter(of, scene);
  return { scene, picture: painter.paint() };
}

/** A part of the program that is loaded when somebody asks for what is in it. */
const more = () => import('./more.ts');

async function bring(name: string, bytes: Uint8Array): Promise<TableSummary> {
  const { OwnTable } = await more();
  const table = new OwnTable(name, bytes);
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

self.onmessage = ({ data: question }) => {
  const { id } = question;
  answerTo(question).then(
    (answer) => self.postMessage({ id, answer }, buffersIn(answer)),
    (error: unknown) => {
      const { name, message } = error as Error;
      self.postMessage({ id, error: { name, message } }, []);
    },
  );
};
