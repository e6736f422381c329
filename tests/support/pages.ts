/** Pages that train by themselves, under their own policies and in a worker, and post what came of it; in any browser. */
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dist, root } from './dist.ts';

const read = (path: string): string => readFileSync(path, 'utf8');

const TRAINING = `import { train } from '/training.mjs';
const hash = async (nnfs) => {
  const { bytes, kernels } = await train(nnfs);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return kernels + ' ' + Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
};`;
const post = "(result) => fetch('/result' + location.pathname, { method: 'POST', body: result })";

const page = (head: string): string => `<!doctype html><link rel="icon" href="data:,">${head}`;
const RUN = `hash(nnfs).catch(String).then(${post});`;

/** What the server answers by path, with its type. */
const PATHS: Readonly<Record<string, () => readonly [type: string, body: string]>> = {
  '/nnfs.browser.js': () => ['text/javascript', read(dist('nnfs.browser.js'))],
  '/nnfs.global.js': () => ['text/javascript', read(dist('nnfs.global.js'))],
  '/training.mjs': () => ['text/javascript', read(`${root}tests/engines/training.mjs`)],
  '/module.js': () => ['text/javascript', `import * as nnfs from '/nnfs.browser.js'; ${TRAINING} ${RUN}`],
  '/global.js': () => ['text/javascript', `${TRAINING} ${RUN}`],
  '/worker.js': () => [
    'text/javascript',
    `import * as nnfs from '/nnfs.browser.js'; ${TRAINING} hash(nnfs).catch(String).then(postMessage);`,
  ],
  '/start-worker.js': () => [
    'text/javascript',
    `new Worker('/worker.js', { type: 'module' }).onmessage = ({ data }) => (${post})(data);`,
  ],
  '/module': () => ['text/html', page('<script type="module" src="/module.js"></script>')],
  '/under-policy': () => ['text/html', page('<script type="module" src="/module.js"></script>')],
  '/global': () => [
    'text/html',
    page('<script src="/nnfs.global.js"></script><script type="module" src="/global.js"></script>'),
  ],
  '/worker': () => ['text/html', page('<script type="module" src="/start-worker.js"></script>')],
};

/** Serves the pages; `result(path)` is what the page at that path posts next. */
export async function servePages(): Promise<{
  address: string;
  result: (path: string) => Promise<string>;
  close: () => void;
}> {
  const waiting = new Map<string, (result: string) => void>();
  const server = createServer((request, response) => {
    const path = request.url!;
    if (request.method === 'POST') {
      let body = '';
      request.on('data', (part) => (body += String(part)));
      request.on('end', () => {
        response.end();
        waiting.get(path.replace('/result', ''))?.(body);
      });
      return;
    }
    const [type, body] = PATHS[path]?.() ?? ['text/plain', ''];
    response.setHeader('content-type', type);
    // Nothing but the server's own scripts: without 'wasm-unsafe-eval' no WebAssembly is compiled.
    if (path === '/under-policy') response.setHeader('content-security-policy', "script-src 'self'");
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    result: (path) => new Promise((resolve) => waiting.set(path, resolve)),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
