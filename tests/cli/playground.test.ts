/** `nnfs playground`: what it serves, to whom, and what it refuses. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, request, type IncomingHttpHeaders } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { readPage } from '../../src/cli/playground/files.ts';
import { isOwn, servePage, type PageServer } from '../../src/cli/playground/server.ts';
import { dist, root } from '../support/dist.ts';
import { run } from './run.ts';

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Asks for a path exactly as it is written. */
function ask(address: string, path: string, options: { method?: string; host?: string } = {}): Promise<Reply> {
  const { port } = new URL(address);
  const { method = 'GET', host = `127.0.0.1:${port}` } = options;
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers: { host }, agent: false }, (response) => {
      let body = '';
      response.on('data', (part) => (body += String(part)));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** Sends bytes as no client would, and gives the first line of what comes back. */
function send(address: string, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(address).port), '127.0.0.1', () => socket.write(text));
    socket.on('error', reject);
    socket.once('data', (data) => {
      socket.destroy();
      resolve(String(data).split('\r\n', 1)[0]!);
    });
  });
}

describe('the server', () => {
  const path = mkdtempSync(`${tmpdir()}/nnfs-page-`);
  let server: PageServer;

  beforeAll(async () => {
    const files = { 'index.html': '<p>page</p>', 'page.js': 'let x;', 'style.css': 'p {}', 'data.bin': 'x' };
    mkdirSync(`${path}/folder`);
    for (const [name, text] of Object.entries({ ...files, 'folder/inside.js': 'x' }))
      writeFileSync(`${path}/${name}`, text);
    symlinkSync(`${root}package.json`, `${path}/link.js`);
    server = await servePage(await readPage(path), 0);
  });
  afterAll(async () => {
    await server.close();
    rmSync(path, { recursive: true });
  });

  test.each([
    ['/', 'text/html; charset=utf-8', '<p>page</p>'],
    ['/index.html', 'text/html; charset=utf-8', '<p>page</p>'],
    ['/?data=moons&at=7', 'text/html; charset=utf-8', '<p>page</p>'],
    ['/page.js', 'text/javascript; charset=utf-8', 'let x;'],
    ['/style.css', 'text/css; charset=utf-8', 'p {}'],
  ])('gives %s', async (asked, type, body) => {
    const reply = await ask(server.address, asked);
    expect(reply).toMatchObject({ status: 200, body, headers: { 'content-type': type } });
    expect(reply.headers['x-content-type-options']).toBe('nosniff');
    const policy = reply.headers['content-security-policy'];
    expect(policy).toContain("default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'");
    const head = await ask(server.address, asked, { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, body: '', headers: { 'content-length': String(body.length) } });
  });

  test.each([
    '/..',
    '/../package.json',
    '/%2e%2e/package.json',
    '/%2e%2e%2fpackage.json',
    '/..%5cpackage.json',
    '//etc/passwd',
    '/page.js%00.html',
    '/page.js/',
    '/./page.js',
    '/%70age.js',
    '/link.js',
    '/folder/inside.js',
    '/data.bin',
    '/PAGE.JS',
    '/__proto__',
    'http://127.0.0.1/page.js',
  ])('does not give %s', async (asked) => {
    const reply = await ask(server.address, asked);
    expect(reply).toMatchObject({ status: 404, body: '404\n' });
    expect(reply.headers['content-security-policy']).toContain("default-src 'none'");
  });

  test('a path with a NUL is no request', async () => {
    const { host } = new URL(server.address);
    expect(await send(server.address, `GET /page.js\0 HTTP/1.1\r\nHost: ${host}\r\n\r\n`)).toContain(' 400 ');
    expect(await send(server.address, 'GET /page.js HTTP/1.1\r\n\r\n')).toContain(' 400 ');
    expect(await send(server.address, 'GET /page.js HTTP/1.0\r\n\r\n')).toContain(' 403 ');
  });

  test('answers by its own names only', async () => {
    const { port } = new URL(server.address);
    expect(await ask(server.address, '/', { host: `localhost:${port}` })).toMatchObject({ status: 200 });
    for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1', `127.0.0.1:${port}.evil.example`]) {
      expect(await ask(server.address, '/', { host }), host).toMatchObject({ status: 403, body: '403\n' });
    }
  });

  test('at port 80, which browsers do not say, it has its names without', () => {
    const asked = ['127.0.0.1', 'localhost', '127.0.0.1:80', 'localhost:80', 'evil.example', undefined];
    expect(asked.map((host) => isOwn(host, 80))).toEqual([true, true, true, true, false, false]);
    expect(isOwn('localhost', 8080)).toBe(false);
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('refuses %s', async (method) => {
    const reply = await ask(server.address, '/', { method });
    expect(reply).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  });

  test('takes the next port where one is taken', async () => {
    const port = Number(new URL(server.address).port);
    const next = await servePage(await readPage(path), port);
    onTestFinished(() => next.close());
    expect(Number(new URL(next.address).port)).toBeGreaterThan(port);
  });

  test.skipIf(process.platform !== 'linux')('listens on this machine alone', async () => {
    const other = createServer();
    const { port } = new URL(server.address);
    // Somebody else may have the same port at another address of this machine, so ours is not at all of them.
    await new Promise<void>((resolve, reject) =>
      other.once('error', reject).listen(Number(port), '127.0.0.2', resolve),
    );
    expect((other.address() as AddressInfo).address).toBe('127.0.0.2');
    other.close();
  });

  test('a folder without a page is an error', async () => {
    await expect(readPage(`${path}/folder`)).rejects.toThrow(
      /^playground: expected the page beside the command, received/,
    );
    await expect(readPage(`${path}/nowhere`)).rejects.toThrow('no index.html in');
  });
});

describe('the command', () => {
  test('prints the address on a line of its own, serves what was built, and ends when it is asked to', async () => {
    const child = spawn(process.execPath, [dist('cli.js'), 'playground', '--port', '0', '--no-open']);
    let printed = '';
    await new Promise<void>((resolve) =>
      child.stdout.on('data', (part) => {
        printed += String(part);
        if (printed.endsWith('\n')) resolve();
      }),
    );
    expect(printed).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\n$/);
    const address = printed.trim();
    for (const name of ['index.html', 'page.js', 'worker.js', 'offline.js', 'style.css', 'licenses.txt']) {
      const { status, body } = await ask(address, `/${name}`);
      expect([status, body]).toEqual([200, readFileSync(dist(`playground/${name}`), 'utf8')]);
    }
    const library = await ask(address, '/nnfs.browser.js');
    expect([library.status, library.body]).toEqual([200, readFileSync(dist('nnfs.browser.js'), 'utf8')]);
    expect((await ask(address, '/cli.js')).status).toBe(404);
    const ended = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
    child.kill('SIGINT');
    expect(await ended).toBe(0);
  });

  test.each([
    [['--port', '65536'], 'nnfs: --port: expected a port, 0 to 65535, received "65536".\n'],
    [['--port', 'x'], 'nnfs: --port: expected a port, 0 to 65535, received "x".\n'],
  ])('%j is a wrong call', async (argv, stderr) => {
    expect(await run('playground', ...argv)).toEqual({ code: 2, stdout: '', stderr });
  });

  test('without what the build makes it says so', async () => {
    const { code, stdout, stderr } = await run('playground', '--no-open');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^nnfs: playground: expected the page beside the command, received no index.html in /);
  });
});
