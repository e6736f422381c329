/** Pictures as PNG, by a package that is there only where somebody wants them. */
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { svgOf, type Picture } from '../../plots/picture.ts';
import { NnfsError } from '../../errors.ts';

const RENDERER = '@resvg/resvg-wasm';
const FONT = '@fontsource/dejavu-sans';
const WEIGHTS = ['400', '700'];

/** Pixels for each of the picture's; a picture has no more than so many in all, which the renderer can hold. */
const ZOOM = 2;
const MOST_PIXELS = 60e6;

/** What the font has: letters of these scripts, and signs that belong to none. */
const WRITABLE = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Georgian}\p{Script=Inherited}\p{Script=Common}]$/u; // prettier-ignore
const PICTOGRAPH = /^\p{Extended_Pictographic}$/u;

export interface Renderer {
  render(picture: Picture): Uint8Array;
}

/** @throws NnfsError where a package lacks, naming it and how to install it */
export async function loadRenderer(where: string): Promise<Renderer> {
  const { Resvg, initWasm } = await found(where, () => import('@resvg/resvg-wasm'));
  const { resolve } = createRequire(import.meta.url);
  const fontBuffers = await found(where, () =>
    Promise.all(WEIGHTS.map((weight) => readFile(resolve(`${FONT}/files/dejavu-sans-latin-${weight}-normal.woff2`)))),
  );
  await start(() => readFile(resolve(`${RENDERER}/index_bg.wasm`)), initWasm);
  return {
    render(picture) {
      const zoom = Math.min(ZOOM, Math.sqrt(MOST_PIXELS / (picture.width * picture.height)));
      const font = { fontBuffers, defaultFontFamily: 'DejaVu Sans', sansSerifFamily: 'DejaVu Sans' };
      const image = new Resvg(svgOf(picture), { fitTo: { mode: 'zoom', value: zoom }, font });
      try {
        const rendered = image.render();
        try {
          return rendered.asPng();
        } finally {
          rendered.free(); // neither is collected
        }
      } finally {
        image.free();
      }
    },
  };
}

/** The letters of a picture that the font has not, each once. */
export function unwritable({ body }: Picture): string[] {
  const texts = Array.from(body.matchAll(/<text [^>]*>([^<]*)</g), ([, text]) => text!).join('');
  return [...new Set(texts)].filter((letter) => !WRITABLE.test(letter) || PICTOGRAPH.test(letter) && letter > '\u00ff');
} // prettier-ignore

let started: Promise<void> | undefined;

/** A process starts it once; a second time is an error of its. */
function start(read: () => Promise<Uint8Array>, init: (wasm: Promise<Uint8Array>) => Promise<void>): Promise<void> {
  return (started ??= init(read()));
}

async function found<T>(where: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (!(error instanceof Error) || !['ERR_MODULE_NOT_FOUND', 'MODULE_NOT_FOUND'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error; // prettier-ignore
    const hint = `npm install ${RENDERER} ${FONT} adds them; .svg and .html need nothing.`;
    throw new NnfsError(where, `the packages ${RENDERER} and ${FONT} beside nnfs, for PNG`, 'none', hint);
  }
}
