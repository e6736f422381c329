import { readFile, readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { NnfsError } from '../../errors.ts';

/** A file as it is served. */
export interface PageFile {
  readonly type: string;
  readonly body: Uint8Array;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

/** What the page loads from the folder around its own when somebody asks for it; from the root of a server that is the root too. */
const LIBRARY = 'nnfs.browser.js';

/**
 * The files of a folder by the paths at which they are served, read once, and the library beside it: no path of a request ever reaches the
 * file system. Links, folders, and files of other types are left out.
 *
 * @throws NnfsError where there is no page
 */
export async function readPage(folder: string): Promise<ReadonlyMap<string, PageFile>> {
  const files = new Map<string, PageFile>();
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const type = TYPES[extname(entry.name)];
    if (entry.isFile() && type !== undefined) {
      files.set(`/${entry.name}`, { type, body: await readFile(join(folder, entry.name)) });
    }
  }
  const library = await readFile(join(folder, '..', LIBRARY)).catch(() => undefined);
  if (library !== undefined) files.set(`/${LIBRARY}`, { type: TYPES['.js']!, body: library });
  const index = files.get('/index.html');
  if (index === undefined) {
    throw new NnfsError(
      'playground',
      'the page beside the command',
      `no index.html in ${folder}`,
      'Install nnfs again.',
    );
  }
  return files.set('/', index);
}
