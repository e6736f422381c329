/** The playground in Firefox, as it is shipped: a script beside it plays it and tells what the exported model is. */
import { expect, test } from 'vitest';
import { Run } from '../../playground/core/run/run.ts';
import { recipeOf } from '../../playground/core/settings/changes.ts';
import { readPage, type PageFile } from '../../src/cli/playground/files.ts';
import { servePage } from '../../src/cli/playground/server.ts';
import { dist } from '../support/dist.ts';
import { firefoxPath, inFirefox } from '../support/firefox.ts';
import { hashInNode } from '../support/playground.ts';

/** Plays until a step, pauses, goes back to an epoch, and asks for paths that say the steps and the hashes of the models there. */
async function script({ until, epoch }: { until: number; epoch: number }): Promise<void> {
  const find = async (selector: string): Promise<HTMLElement> => {
    for (;;) {
      const found = document.querySelector<HTMLElement>(selector);
      if (found !== null) return found;
      await wait();
    }
  };
  const wait = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));
  const step = (): number => Number(document.querySelector<HTMLElement>('[data-step]')!.dataset.step);
  const rest = async (): Promise<number> => {
    for (let before = -1, still = 0; ; before = step()) {
      still = before === step() ? still + 1 : 0;
      if (still === 10) return before;
      await wait();
    }
  };
  const hash = async (): Promise<string> => {
    const content = new Promise<Blob>((resolve) => {
      URL.createObjectURL = (blob) => {
        resolve(blob as Blob);
        return '#';
      };
    });
    const exports = [...document.querySelectorAll<HTMLElement>('.menu button')];
    exports.find(({ textContent }) => textContent === 'Model (safetensors)')!.click();
    const digest = await crypto.subtle.digest('SHA-256', await (await content).arrayBuffer());
    return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  };
  const tell = (what: string): Promise<Response> => fetch(`result/${what}`);

  addEventListener('error', ({ message }) => void tell(`error/${message}`));
  addEventListener('unhandledrejection', ({ reason }) => void tell(`error/${String(reason)}`));
  const kernels = await find('.kernels');
  (await find('.clock .play')).click();
  while (step() < until) await wait();
  (await find('.clock .play')).click();
  const paused = await rest();
  const first = await hash();
  const slider = (await find('.seek')) as HTMLInputElement;
  slider.value = String(epoch);
  slider.dispatchEvent(new Event('input', { bubbles: true }));
  while (step() === paused) await wait();
  await tell([kernels.classList[1], paused, first, await rest(), await hash()].join('/'));
}

/** The files of the page with a script beside it, and what that asks for to tell of it. */
class Played extends Map<string, PageFile> {
  readonly #tell: (result: readonly string[]) => void;

  constructor(files: ReadonlyMap<string, PageFile>, text: string, tell: (result: readonly string[]) => void) {
    super(files);
    this.#tell = tell;
    const { type, body } = files.get('/')!;
    const page = Buffer.from(body)
      .toString()
      .replace('</head>', '<script type="module" src="play.js"></script></head>');
    this.set('/', { type, body: Buffer.from(page) });
    this.set('/play.js', { type: 'text/javascript', body: Buffer.from(text) });
  }

  override get(path: string): PageFile | undefined {
    if (path.startsWith('/result/')) this.#tell(path.slice('/result/'.length).split('/'));
    return super.get(path);
  }
}

test
  .skipIf(firefoxPath === undefined)
  .each([
    'heldOut=0&hidden=8',
    'batch=32&shuffle=yes&dropout=0.1&l2=0.0005&seed=3',
    'data=sine&hidden=8,8&activation=tanh&batch=20&shuffle=yes',
  ])('played, paused and gone back it has the bits of Node: %s', async (query) => {
  let tell: (result: readonly string[]) => void;
  const told = new Promise<readonly string[]>((resolve) => (tell = resolve));
  const text = `(${String(script)})({ until: 40, epoch: 3 });`;
  const files = new Played(await readPage(dist('playground')), text, (result) => tell(result));
  const server = await servePage(files, 0);
  try {
    const [kernels, paused, first, back, second] = await inFirefox(`${server.address}?${query}`, told);
    expect(kernels).toBe('simd');
    expect(Number(paused)).toBeGreaterThanOrEqual(40);
    expect(first).toBe(hashInNode(query, Number(paused)));
    expect(Number(back)).toBe(3 * new Run(recipeOf(query)).stepsPerEpoch);
    expect(second).toBe(hashInNode(query, Number(back)));
  } finally {
    await server.close();
  }
});
