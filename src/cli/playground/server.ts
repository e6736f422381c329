import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NnfsError } from '../../errors.ts';
import type { PageFile } from './files.ts';

/** Only what comes from here, and no other page around it; without 'wasm-unsafe-eval' the kernels would be plain ones. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-cache',
};

/** Of ports that are taken, the next is tried, so many times. */
const TRIES = 20;
const MOST = 65535;

/** A server that answers this machine alone. */
export interface PageServer {
  readonly address: string;
  /** Ends it, with the connections that are open. */
  close(): Promise<void>;
}

/**
 * Serves files on 127.0.0.1.
 *
 * @param port the first to try; 0 for any that is free
 * @throws NnfsError when neither it nor the next ones are free
 */
export async function servePage(files: ReadonlyMap<string, PageFile>, port: number): Promise<PageServer> {
  const server = createServer((request, response) => answer(files, server, request, response));
  const found = await listen(server, port);
  return {
    address: `http://127.0.0.1:${found}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function listen(server: Server, first: number): Promise<number> {
  for (let port = first; port < first + TRIES && port <= MOST; port++) {
    if (await hasPort(server, port)) return (server.address() as AddressInfo).port;
  }
  throw new NnfsError(
    '--port',
    `a free port from ${first} on`,
    `${TRIES} that are taken`,
    'With --port 0 one is found.',
  );
}

/** Whether the server could take a port. @throws what stands in the way, unless somebody else has it */
function hasPort(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      if (error.code === 'EADDRINUSE') {
        resolve(false);
        return;
      }
      reject(new NnfsError('--port', 'a port that may be used', `${port} (${error.code ?? error.message})`));
    };
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      server.removeListener('error', failed);
      resolve(true);
    });
  });
}

/** Whether a request asks for this server: a name that leads here from elsewhere is somebody else's page, which must not read this one. */
export function isOwn(host: string | undefined, port: number): boolean {
  const names = ['127.0.0.1', 'localhost'];
  if (port === 80 && names.includes(host!)) return true; // browsers leave it out
  return names.some((name) => host === `${name}:${port}`);
}

function answer(
  files: ReadonlyMap<string, PageFile>,
  server: Server,
  { method = '', url = '', headers }: IncomingMessage,
  response: ServerResponse,
): void {
  const refuse = (code: number, more: Readonly<Record<string, string>> = {}): void => {
    response.writeHead(code, { ...HEADERS, 'content-type': 'text/plain; charset=utf-8', ...more });
    response.end(method === 'HEAD' ? undefined : `${code}\n`);
  };
  if (!isOwn(headers.host, (server.address() as AddressInfo).port)) {
    refuse(403);
    return;
  }
  if (method !== 'GET' && method !== 'HEAD') {
    refuse(405, { allow: 'GET, HEAD' });
    return;
  }
  const file = files.get(url.split('?', 1)[0]!);
  if (file === undefined) {
    refuse(404);
    return;
  }
  response.writeHead(200, { ...HEADERS, 'content-type': file.type, 'content-length': file.body.length });
  response.end(method === 'HEAD' ? undefined : file.body);
}
