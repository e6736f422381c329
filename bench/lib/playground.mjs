/**
 * What the playground asks of a browser: of the main thread while it trains, of memory over many epochs, and until it answers a key.
 * Others may be at work on the machine, so what is counted is the processor's time of a thread, not that of a clock on the wall.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ name: string, ts: number, dur?: number, tdur?: number, pid: number, tid: number, args: { name?: string } }} TraceEvent */

const PATHS = [process.env.CHROMIUM_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const ARGS = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-sync'];

export const chromiumPath = PATHS.find((path) => path !== undefined && existsSync(path));

/**
 * The page as the command serves it, in a browser of its own.
 *
 * @param {string} cli the built command
 */
export async function openPlayground(cli) {
  const server = spawn(process.execPath, [cli, 'playground', '--port', '0', '--no-open'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const { value: address } = await createInterface({ input: server.stdout })[Symbol.asyncIterator]().next();
  const browser = await chromium.launch({ executablePath: /** @type {string} */ (chromiumPath), args: ARGS });
  return {
    browser,
    /** An empty page, in a profile of its own. */
    blank: async () => (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage(),
    address: /** @type {string} */ (address),
    async close() {
      await browser.close();
      server.kill('SIGINT');
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof openPlayground>>} Playground */

/**
 * A page on which a run stands.
 *
 * @param {Playground} playground
 * @param {string} query
 */
async function openRun({ blank, address }, query) {
  const page = await blank();
  await page.goto(`${address}?${query}`);
  await page.locator('.kernels').waitFor();
  return page;
}

/**
 * The epochs of some seconds' training, as the main thread lives through them: its work for each frame, in milliseconds, and its
 * longest task.
 *
 * @param {Playground} playground
 * @param {string} query
 * @param {number} seconds
 */
export async function mainThread(playground, query, seconds) {
  const page = await openRun(playground, query);
  await page.getByRole('button', { name: 'Play' }).click();
  await page.waitForTimeout(1000); // V8 compiles what runs often
  const { events, threads } = await traced(playground, page, () => page.waitForTimeout(1000 * seconds));
  await page.context().close();
  const callbacks = events.filter(({ name }) => name === 'FireAnimationFrame');
  const [main] = threads.filter(
    ({ name, pid }) => name === 'CrRendererMain' && callbacks.some((each) => each.pid === pid),
  );
  const tasks = events.filter(({ name, pid, tid }) => name === 'RunTask' && pid === main?.pid && tid === main.tid);
  // All callbacks of a frame are in one task.
  const frames = tasks.filter(({ ts, dur = 0 }) => callbacks.some((each) => each.ts >= ts && each.ts < ts + dur));
  const starts = frames.map(({ ts }) => ts).sort((a, b) => a - b);
  const work = starts
    .slice(1)
    .map((end, i) => cpu(tasks.filter(({ ts }) => ts >= /** @type {number} */ (starts[i]) && ts < end)));
  return { work, longest: Math.max(...tasks.map((task) => cpu([task]))) };
}

/**
 * How much of the processor's time the page and its worker take, from nothing to the answer to a key, in milliseconds; and how long that
 * is on a processor that is so many times as slow, by the clock.
 *
 * @param {Playground} playground
 * @param {number} rate
 */
export async function readiness(playground, rate) {
  const page = await playground.blank();
  await page.addInitScript(() => {
    let isAsked = false;
    const look = () => {
      if (!isAsked && document.querySelector('.kernels') !== null) {
        isAsked = true;
        document.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight' }));
      }
      if (document.querySelector('[data-step="1"]') !== null) performance.mark('answered');
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const client = await page.context().newCDPSession(page);
  await client.send('Emulation.setCPUThrottlingRate', { rate });
  const { events, threads } = await traced(playground, page, async () => {
    await page.goto(playground.address);
    await page.waitForFunction(() => performance.getEntriesByName('answered').length > 0);
  });
  const ms = await page.evaluate(() => performance.getEntriesByName('answered')[0]?.startTime ?? NaN);
  await page.context().close();
  const answered = events.find(({ name }) => name === 'answered');
  const own = threads.filter(
    ({ name, pid }) => pid === answered?.pid && /^(CrRendererMain|DedicatedWorker)/.test(name),
  );
  const isOwn = (/** @type {TraceEvent} */ { pid, tid }) =>
    own.some((thread) => thread.pid === pid && thread.tid === tid);
  const tasks = events.filter((event) => event.name === 'RunTask' && isOwn(event) && event.ts < (answered?.ts ?? 0));
  return { ms, cpu: cpu(tasks) };
}

const CATEGORIES = ['blink.user_timing', 'devtools.timeline', 'disabled-by-default-devtools.timeline'];

/**
 * What the threads of a browser do in the meantime.
 *
 * @param {Playground} playground
 * @param {Page} page
 * @param {() => Promise<void>} meantime
 */
async function traced({ browser }, page, meantime) {
  await browser.startTracing(page, { categories: CATEGORIES });
  await meantime();
  /** @type {{ traceEvents: TraceEvent[] }} */
  const { traceEvents: events } = JSON.parse(String(await browser.stopTracing()));
  const named = events.filter(({ name }) => name === 'thread_name');
  return { events, threads: named.map(({ pid, tid, args }) => ({ pid, tid, name: args.name ?? '' })) };
}

/** The processor's time for tasks, in milliseconds. @param {readonly TraceEvent[]} tasks */
const cpu = (tasks) => tasks.reduce((sum, { tdur = 0 }) => sum + tdur, 0) / 1000;

/**
 * By how many bytes page and worker grow while a run goes on, after garbage collection, by how many the nodes that stand nowhere become
 * more, and how long it took. States of the run and points of its curves are kept ever more sparsely, so the room for them rises and falls; at eight
 * times the step they are as many again, and what has grown in between is not theirs.
 *
 * @param {Playground} playground
 * @param {string} query
 * @param {number} seconds of training before the first look; after it come seven times as many epochs
 */
export async function growth(playground, query, seconds) {
  const page = await openRun(playground, query);
  const memory = await watchMemory(page);
  const play = page.locator('.clock .play');
  await play.click();
  await page.waitForTimeout(1000 * seconds);
  await play.click();
  const [before, start] = [await memory.look(), performance.now()];
  await play.click();
  await page.waitForFunction(
    (step) => Number(document.querySelector('[data-step]')?.getAttribute('data-step')) >= step,
    8 * before.step,
    { timeout: 0, polling: 100 },
  );
  await play.click();
  const minutes = (performance.now() - start) / 60_000;
  const after = await memory.look();
  await page.context().close();
  return {
    page: after.page - before.page,
    worker: after.worker - before.worker,
    detached: after.detached - before.detached,
    epochs: after.step,
    minutes,
  };
}

/** Looks at the memory of a page whose run stands still, and at that of its worker. @param {Page} page */
async function watchMemory(page) {
  const client = await page.context().newCDPSession(page);
  /** @type {Promise<string>} */
  const session = new Promise((resolve) =>
    client.once('Target.attachedToTarget', ({ sessionId }) => resolve(sessionId)),
  );
  await client.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const sessionId = await session;
  let last = 0;
  /** @type {Map<number, (result: any) => void>} */
  const waiting = new Map();
  client.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message);
    waiting.get(id)?.(result);
  });
  /** @param {string} method */
  const askWorker = (method) => {
    const id = ++last;
    const message = JSON.stringify({ id, method });
    const answer = new Promise((resolve) => waiting.set(id, resolve));
    return client.send('Target.sendMessageToTarget', { sessionId, message }).then(() => answer);
  };
  /** @param {{ usedSize: number, embedderHeapUsedSize: number, backingStorageSize: number }} heap */
  const sum = ({ usedSize, embedderHeapUsedSize, backingStorageSize }) =>
    usedSize + embedderHeapUsedSize + backingStorageSize;
  return {
    async look() {
      await page.locator('.clock .place', { hasNotText: 'a second' }).waitFor();
      await page.waitForTimeout(500); // texts follow after a while
      for (let i = 0; i < 3; i++) {
        await client.send('HeapProfiler.collectGarbage');
        await askWorker('HeapProfiler.collectGarbage');
      }
      const { detachedNodes } = await client.send('DOM.getDetachedDomNodes');
      return {
        page: sum(await client.send('Runtime.getHeapUsage')),
        worker: sum(await askWorker('Runtime.getHeapUsage')),
        detached: detachedNodes.length,
        step: Number(await page.locator('[data-step]').getAttribute('data-step')),
      };
    },
  };
}
