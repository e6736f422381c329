import { NnfsError, kernels } from 'nnfs';
import { walk } from '../core/arithmetic.ts';
import { Painter, sceneOf } from '../core/picture.ts';
import { Run } from '../core/run.ts';
import { save } from '../core/save.ts';
import type { Answer, Answers, Kind, Question } from './messages.ts';

/** This worker, as far as it is used here. */
declare const self: {
  onmessage: (message: { readonly data: Question }) => void;
  postMessage(answer: Answer, transfer: ArrayBuffer[]): void;
};

let run: Run | undefined;
let painter: Painter | undefined;

function answerTo(question: Question): Answers[Kind] {
  if (question.kind === 'configure') {
    run = new Run(question.settings);
    const scene = sceneOf(run);
    painter = new Painter(run, scene);
    return { scene, picture: painter.paint(), kernels: kernels() };
  }
  if (run === undefined || painter === undefined) throw new NnfsError('The worker', 'a run', question.kind);
  if (question.kind === 'save') return save(run, question.what);
  if (question.kind === 'inspect') return walk(run, question);
  if (question.kind === 'run') run.advance(question);
  else run.seek(question.step, question);
  return painter.paint();
}

/** The buffers in an answer, which are handed over and not copied. */
function buffersIn(value: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) return [value.buffer as ArrayBuffer];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(buffersIn) : [];
}

self.onmessage = ({ data: question }) => {
  const { id } = question;
  try {
    const answer = answerTo(question);
    self.postMessage({ id, answer }, buffersIn(answer));
  } catch (error) {
    const { name, message } = error as Error;
    self.postMessage({ id, error: { name, message } }, []);
  }
};
