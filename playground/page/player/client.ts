import type { Answer, Answers, Kind, Questions } from '../../worker/messages.ts';

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

/** Asks the worker; each answer finds its question by its number. A worker that fails is replaced by a new one, which knows nothing. */
export class Client {
  readonly #start: () => Worker;
  /** Started when it is asked something: one that cannot be had fails at once, and would be asked for again and again. */
  #worker: Worker | undefined;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  /** Told of a worker that failed, whether or not it was asked something. */
  onFailure: ((error: WorkerError) => void) | undefined;

  constructor(start: () => Worker) {
    this.#start = start;
  }

  #begin(): Worker {
    const worker = this.#start();
    worker.onmessage = ({ data }: MessageEvent<Answer>) => {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if ('error' in data) waiting?.reject(new WorkerError(data.error.name, data.error.message));
      else waiting?.resolve(data.answer as never);
    };
    worker.onerror = ({ message }: { readonly message?: string }) => {
      worker.terminate();
      this.#worker = undefined;
      const failed = [...this.#waiting.values()];
      this.#waiting.clear();
      const error = new WorkerError('Error', message ?? 'it could not be loaded');
      for (const { reject } of failed) reject(error);
      this.onFailure?.(error);
    };
    return worker;
  }

  ask<K extends Kind>(kind: K, question: Questions[K]): Promise<Answers[K]> {
    const id = ++this.#last;
    return new Promise<Answers[K]>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker ??= this.#begin();
      this.#worker.postMessage({ id, kind, ...question });
    });
  }
}
