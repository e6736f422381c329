import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** One thread for everybody, whichever library multiplies the matrices. */
export const ENVIRONMENT = {
  ...process.env,
  OMP_NUM_THREADS: '1',
  OPENBLAS_NUM_THREADS: '1',
  MKL_NUM_THREADS: '1',
  PYTHONDONTWRITEBYTECODE: '1',
  PYTHONHASHSEED: '0',
};

export const frameworkFile = (name) => fileURLToPath(new URL(`../frameworks/${name}`, import.meta.url));

/** No order takes longer, unless something hangs. */
const LIMIT_MS = 180_000;

/** A process that measures one framework: see frameworks/harness.mjs. */
export class Child {
  #process;
  #lines;
  #complaint = '';

  constructor(command, args) {
    this.#process = spawn(command, args, { env: ENVIRONMENT, stdio: ['pipe', 'pipe', 'pipe'] });
    this.#process.stderr.on('data', (text) => (this.#complaint = (this.#complaint + text).slice(-4000)));
    this.#process.stdin.on('error', () => undefined); // it has ended; the next order says why
    this.#process.on('error', (error) => (this.#complaint += String(error)));
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  /** The answer to an order; throws what the process complained of. */
  async ask(order) {
    const timer = setTimeout(() => {
      this.#complaint += `\nno answer in ${LIMIT_MS / 1000} s`;
      this.#process.kill('SIGKILL');
    }, LIMIT_MS);
    try {
      this.#process.stdin.write(`${JSON.stringify(order)}\n`);
      for (;;) {
        const { done, value } = await this.#lines.next();
        if (done) throw new Error(this.#reason());
        if (!value.startsWith('{')) continue; // some frameworks greet
        const answer = JSON.parse(value);
        if (answer.error !== undefined) throw new Error(answer.error);
        return answer;
      }
    } finally {
      clearTimeout(timer);
    }
  }

  #reason() {
    const lines = this.#complaint.split('\n').map((line) => line.trim());
    return lines.findLast((line) => /Error|answer/.test(line)) ?? lines.findLast((line) => line !== '') ?? 'it ended';
  }

  end() {
    this.#process.stdin.end();
  }
}
