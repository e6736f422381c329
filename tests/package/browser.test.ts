import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import * as nnfs from 'nnfs';
import type { Browser, JSHandle, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withDotPrecision } from '../../src/tensor/precision.ts';
import { randomNetwork } from '../formats/networks.ts';
import { JPEGS } from '../io/images/jpegs.ts';
import { PICTURES } from '../io/images/pictures.ts';
import { chromiumPath, launchChromium } from '../support/chromium.ts';
import { dist } from '../support/dist.ts';

type Library = typeof nnfs;

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

/** Trains models; the bits of every parameter and prediction, and every report. Runs in Node and, sent as text, in the page. */
async function training(nnfs: Library) {
  const bits = ({ data: { buffer, byteOffset, byteLength } }: nnfs.Tensor): string =>
    [...new Uint8Array(buffer, byteOffset, byteLength)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

  const run = async (dotPrecision: 'float32' | 'float64', dropout: number, options: nnfs.TrainOptions) => {
    nnfs.init({ dotPrecision });
    const { X, y } = nnfs.spiralData({ samples: 100, classes: 3 });
    const dense = new nnfs.Dense(2, 64, { weightRegularizerL2: 5e-4, biasRegularizerL2: 5e-4 });
    const layers: nnfs.Layer[] = [dense, new nnfs.ReLU(), new nnfs.Dense(64, 3), new nnfs.Softmax()];
    if (dropout > 0) layers.splice(2, 0, new nnfs.Dropout(dropout));
    const model = new nnfs.Model(layers).set({
      loss: new nnfs.CategoricalCrossentropy(),
      optimizer: new nnfs.Adam({ learningRate: 0.05, decay: 5e-7 }),
    });
    const { epochs } = await model.train(X, y, options);
    return {
      parameters: model.getParameters().map(bits),
      file: bits(nnfs.tensor(model.toBytes({ training: true }))),
      epochs,
      scores: model.evaluate(X, y),
      predictions: bits(model.predict(X)),
      simd: dense.weights.data.buffer.byteLength % 65536 === 0, // a memory of the SIMD kernels has whole pages
    };
  };

  return [
    await run('float64', 0, { epochs: 50 }),
    await run('float32', 0, { epochs: 50 }),
    await run('float64', 0.1, { epochs: 10, batchSize: 32, shuffle: true }), // the last batch has 12 samples
  ];
}

/** Tables and IDX files as they are, packed, and damaged. */
const FILES: Readonly<Record<string, Uint8Array>> = (() => {
  const rows = Array.from({ length: 800 }, (_, i) => `${i},"w ""${i % 7}""",${i / 8},2024-01-${10 + (i % 20)},é`);
  const csv = Buffer.from(`n,word,half,day,letter\n${rows.join('\n')}\n`);
  const lines = Buffer.from(rows.map((row, i) => JSON.stringify({ i, row, odd: i % 2 === 1 })).join('\n'));
  const idx = Buffer.from([0, 0, 11, 2, 0, 0, 0, 2, 0, 0, 0, 2, 255, 255, 0, 1, 128, 0, 1, 2]);
  return {
    'table.csv': csv,
    'table.csv.gz': gzipSync(csv),
    'parts.csv.gz': Buffer.concat([gzipSync(csv), gzipSync(csv)]),
    'lines.json': lines,
    'ragged.csv': Buffer.from('a,b\n1,2\n3\n'),
    'shorts.idx': idx,
    'shorts.idx.gz': gzipSync(idx),
    'cut.idx': idx.subarray(0, 15),
  };
})();

/** Reads a file from a File and from a stream; what comes of it. Runs in Node and, sent as text, in the page. */
async function reading({ nnfs, name, bytes, url }: { nnfs: Library; name: string; bytes: number[]; url: string }) {
  const file = new File([Uint8Array.from(bytes)], name);
  const sources = [() => Promise.resolve(file), async () => (await fetch(url)).body!];
  const results: unknown[] = [];
  for (const source of sources) {
    try {
      if (name.includes('.idx')) {
        const { dtype, shape, data } = await nnfs.readIdx(await source(), { name });
        results.push([dtype, shape, [...data]]);
      } else {
        const table = await nnfs.readTable(await source(), { name });
        results.push([table.describe(), table.toString(), table.notices, table.toRows()]);
      }
    } catch (error) {
      results.push(`${(error as Error).name}: ${(error as Error).message}`);
    }
  }
  if (name === 'shorts.idx') results.push([...nnfs.decodeIdx(Uint8Array.from(bytes)).data]);
  return results;
}

/** A gray and a colored picture of each kind, and one that is cut off. */
const IMAGES = [JPEGS[0]![1], JPEGS[4]![1], PICTURES[0]![1], JPEGS[4]![1].slice(0, -160)];

/** Decodes pictures; what comes of each. Runs in Node and, sent as text, in the page. */
async function decoding({ nnfs, images }: { nnfs: Library; images: string[] }) {
  const results: unknown[] = [];
  for (const image of images) {
    try {
      const { shape, data } = await nnfs.decodeImage(Uint8Array.from(atob(image), (letter) => letter.charCodeAt(0)));
      results.push([shape, [...data]]);
    } catch (error) {
      results.push(`${(error as Error).name}: ${(error as Error).message}`);
    }
  }
  return results;
}

/** A module that trains in the page by itself, under the page's own policy, and posts what came of it. */
const TRAINING_MODULE = `
import * as nnfs from '/nnfs.browser.js';
const result = await (${training.toString()})(nnfs).catch((error) => String(error));
await fetch('/result', { method: 'POST', body: JSON.stringify(result) });
`;

/** What exported modules give for random networks, in either precision, beside what their models give. */
const EXPORTED = (['float32', 'float64'] as const).flatMap((dotPrecision) =>
  Array.from({ length: 15 }, (_, i) => {
    const { model, X } = randomNetwork(i);
    const code = nnfs.toJavaScript(model, { inputShape: X.shape.slice(1), dotPrecision });
    return { code, rows: X.toArray(), wanted: withDotPrecision(dotPrecision, () => model.predict(X)).toArray() };
  }),
);

/** A page with a module in it, whose labels would end the script and begin another. */
const INLINE = (() => {
  const model = new nnfs.Model([new nnfs.Dense(1, 3)]);
  model.labels = ['</script><script>document.title = "broken"</script>', '<!-- <script>', '-->'];
  return { labels: model.labels, code: `${nnfs.toJavaScript(model)}\nwindow.labels = labels;` };
})();

const ICON = '<!doctype html><link rel="icon" href="data:,">';
const TRAINING_PAGE = `${ICON}<script type="module" src="/training.js"></script>`;

/** What the server answers by path, with its type, and where it matters the page's policy. */
const PATHS: Readonly<Record<string, () => readonly [type: string, body: string | Uint8Array, policy?: string]>> = {
  '/': () => ['text/html', ICON],
  '/nnfs.browser.js': () => ['text/javascript', readFileSync(dist('nnfs.browser.js'), 'utf8')],
  '/nnfs.global.js': () => ['text/javascript', readFileSync(dist('nnfs.global.js'), 'utf8')],
  '/jpeg.js': () => ['text/javascript', readFileSync(dist('jpeg.js'), 'utf8')],
  '/global': () => ['text/html', `${ICON}<script src="/nnfs.global.js"></script>`],
  '/inline': () => ['text/html', `${ICON}<title>whole</title><script type="module">${INLINE.code}</script>`],
  '/training.js': () => ['text/javascript', TRAINING_MODULE],
  '/training': () => ['text/html', TRAINING_PAGE],
  ...Object.fromEntries(
    Object.entries(FILES).map(([name, body]) => [`/files/${name}`, () => ['application/octet-stream', body] as const]),
  ),
  // Nothing but the server's own scripts: without 'wasm-unsafe-eval' no WebAssembly is compiled.
  '/training-under-policy': () => ['text/html', TRAINING_PAGE, "script-src 'self'"],
};

describe.skipIf(chromiumPath === undefined)('in Chromium', () => {
  let server: Server;
  let browser: Browser;
  let page: Page;
  let library: JSHandle<Library>;
  let address: string;
  /** Takes what a page posts. */
  let posted: (result: unknown) => void;
  const complaints: string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.method === 'POST') {
        let body = '';
        request.on('data', (part) => (body += String(part)));
        request.on('end', () => {
          response.end();
          posted(JSON.parse(body));
        });
        return;
      }
      const [type, body, policy] = PATHS[request.url!]!();
      response.setHeader('content-type', type);
      if (policy !== undefined) response.setHeader('content-security-policy', policy);
      response.end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    browser = await launchChromium();
    page = await browser.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => complaints.push(message.text()));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await page.goto(`${address}/`);
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

  test.each([
    ['with SIMD kernels', '/training', true],
    ['under a policy that forbids WebAssembly', '/training-under-policy', false],
  ])('models are trained to the bits they have in Node, %s', async (_, path, simd) => {
    const result = new Promise((resolve) => (posted = resolve));
    const trainingPage = await browser.newPage();
    trainingPage.on('pageerror', (error) => posted(String(error)));
    await trainingPage.goto(address + path);
    const there = await result;
    await trainingPage.close();
    const here = await training(nnfs);
    expect(here.map((run) => run.simd)).toEqual([true, true, true]);
    expect(there).toEqual(here.map((run) => ({ ...run, simd })));
  });

  test.each(Object.entries(FILES))('%s is read as in Node', async (name, bytes) => {
    const order = { name, bytes: [...bytes], url: `${address}/files/${name}` };
    const there = await page.evaluate(reading, { ...order, nnfs: library });
    const here = await reading({ ...order, nnfs });
    expect(there).toEqual(here);
    expect(there[1]).toEqual(there[0]);
    const refused = /^(parts|ragged|cut)/.test(name);
    expect(typeof there[0]).toBe(refused ? 'string' : 'object');
    if (refused) expect(there[0]).toMatch(new RegExp(`^FormatError: ${name}.*: expected`));
    expect(complaints).toEqual([]);
  });

  test.each(['the module', 'the plain script'])('pictures are decoded as in Node by %s', async (which) => {
    const picturePage = await browser.newPage();
    await picturePage.goto(`${address}/${which === 'the module' ? '' : 'global'}`);
    const whole = await picturePage.evaluateHandle<Library>(
      which === 'the module' ? `import('/nnfs.browser.js')` : 'nnfs',
    );
    const there = await picturePage.evaluate(decoding, { nnfs: whole, images: IMAGES });
    await picturePage.close();
    expect(there).toEqual(await decoding({ nnfs, images: IMAGES }));
    expect(there.map((result) => typeof result)).toEqual(['object', 'object', 'object', 'string']);
    expect(there[3]).toMatch(/^FormatError: decodeImage: expected a whole JPEG picture/);
  });

  test('a plain script makes a global `nnfs` of the same exports and numbers', async () => {
    const plainPage = await browser.newPage();
    await plainPage.goto(`${address}/global`);
    const whole = await plainPage.evaluateHandle<Library>('nnfs');
    expect((await plainPage.evaluate((nnfs) => Object.keys(nnfs), whole)).sort()).toEqual(Object.keys(nnfs).sort());
    const options = { seed: 0, dotPrecision: 'float64' } as const;
    expect(await plainPage.evaluate(chapter, { ...options, nnfs: whole })).toEqual(chapter({ ...options, nnfs }));
    await plainPage.close();
  });

  test('exported modules compute the bits that models have in Node', async () => {
    const modules = EXPORTED.map(({ code, rows }) => [`data:text/javascript,${encodeURIComponent(code)}`, rows]);
    const answers = `Promise.all(${JSON.stringify(modules)}.map(async ([url, rows]) => (await import(url)).predict(rows)))`;
    const there = await page.evaluate<unknown[]>(answers);
    expect(there).toEqual(EXPORTED.map(({ wanted }) => wanted));
    expect(complaints).toEqual([]);
  });

  test('an exported module stays whole in a script of a page', async () => {
    const inlinePage = await browser.newPage();
    await inlinePage.goto(`${address}/inline`);
    expect(await inlinePage.title()).toBe('whole');
    expect(await inlinePage.evaluate('labels')).toEqual(INLINE.labels);
    await inlinePage.close();
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
