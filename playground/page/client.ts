import type { Answer, Answers, Kind, Questions } from '../worker/messages.ts';

/** An error of the worker, by the name that it had there. */
export class WorkerError extends Error {
  override readonly name: string;

  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: WorkerError) => void;
}

/** Asks the worker; each answer finds its question by its number. */
export class Client {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if ('error' in data) waiting?.reject(new WorkerError(data.error.name, data.error.message));
      else waiting?.resolve(data.answer as never);
    };
    worker.onerror = ({ message }) => {
      for (const { reject } of this.#waiting.values()) reject(new WorkerError('Error', message));
      this.#waiting.clear();
    };
  }

  ask<K extends Kind>(kind: K, question: Questions[K]): Promise<Answers[K]> {
    const id = ++this.#last;
    return new Promise<Answers[K]>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, kind, ...question });
    });
  }
}
