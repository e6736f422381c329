import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as nnfs from 'nnfs';
import { chromium, type Browser, type JSHandle, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dist } from '../support/dist.ts';

type Library = typeof nnfs;

const executablePath = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));

if (executablePath === undefined)
  console.warn('skipped: no Chromium at CHROMIUM_PATH or /usr/bin; nothing ran in a browser');

/** The forward pass of chapter 5; the bits of every value on its way. Runs in Node and, sent as text, in the page. */
function chapter({
  nnfs,
  seed,
  dotPrecision,
}: {
  nnfs: Library;
  seed: number | string;
  dotPrecision: 'float32' | 'float64';
}) {
  nnfs.init({ seed, dotPrecision });
  const { X, y } = nnfs.spiralData({ samples: 100, classes: 3 });
  const dense1 = new nnfs.Dense(2, 3);
  const dense2 = new nnfs.Dense(3, 3);
  const logits = dense2.forward(new nnfs.ReLU().forward(dense1.forward(X)));
  const output = new nnfs.Softmax().forward(logits);
  const loss = new nnfs.CategoricalCrossentropy();

  const tensors = {
    X,
    y,
    weights1: dense1.weights,
    output1: dense1.output,
    weights2: dense2.weights,
    logits,
    output,
    losses: loss.forward(output, y),
  };
  const bits = Object.entries(tensors).map(([name, { data, shape }]) => {
    const { buffer, byteOffset, byteLength } = data;
    return [name, { shape: [...shape], bits: [...new Uint8Array(buffer, byteOffset, byteLength)] }] as const;
  });
  return {
    ...Object.fromEntries(bits),
    text: String(output),
    loss: loss.calculate(output, y),
    accuracy: nnfs.accuracy(output, y),
  };
}

describe.skipIf(executablePath === undefined)('in Chromium', () => {
  let server: Server;
  let browser: Browser;
  let page: Page;
  let library: JSHandle<Library>;
  const complaints: string[] = [];

  beforeAll(async () => {
    const script = readFileSync(dist('nnfs.browser.js'));
    server = createServer(({ url }, response) => {
      if (url === '/nnfs.browser.js') response.setHeader('content-type', 'text/javascript').end(script);
      else response.setHeader('content-type', 'text/html').end('<!doctype html><link rel="icon" href="data:,">');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    browser = await chromium.launch({
      executablePath: executablePath!,
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
    page = await browser.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => complaints.push(message.text()));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    library = await page.evaluateHandle<Library>(`import('/nnfs.browser.js')`);
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  test('the browser bundle exports what the library exports', async () => {
    const names = await page.evaluate((nnfs) => Object.keys(nnfs), library);
    expect(names.sort()).toEqual(Object.keys(nnfs).sort());
  });

  test.each([
    { seed: 0, dotPrecision: 'float64' as const },
    { seed: 7, dotPrecision: 'float32' as const },
    { seed: 'a string', dotPrecision: 'float64' as const },
  ])('every value of the forward pass has the bits it has in Node: %o', async (options) => {
    const there = await page.evaluate(chapter, { ...options, nnfs: library });
    const here = chapter({ ...options, nnfs });
    expect(there).toEqual(here);
    expect(complaints).toEqual([]);
  });

  test('an error keeps its name in minified code', async () => {
    const name = await page.evaluate((nnfs) => {
      try {
        new nnfs.Dense(2, 3).forward([[1, 2, 3]]);
        return 'no error';
      } catch (error) {
        return (error as Error).name;
      }
    }, library);
    expect(name).toBe('ShapeError');
  });
});
