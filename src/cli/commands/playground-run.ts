import { fileURLToPath } from 'node:url';
import { readPage } from '../playground/files.ts';
import { openInBrowser } from '../playground/open.ts';
import { servePage } from '../playground/server.ts';
import { untilInterrupted } from '../terminal/interrupt.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** Beside the built command. */
const FOLDER = fileURLToPath(new URL('playground/', import.meta.url));

/** Serves the page until somebody asks it to stop, which is how it ends well. */
export async function runPlayground(
  terminal: Terminal,
  { port, open, folder = FOLDER }: { readonly port: number; readonly open: boolean; readonly folder?: string },
): Promise<void> {
  const { stdout, stderr } = terminal.streams;
  const server = await servePage(await readPage(folder), port);
  terminal.print(server.address);
  terminal.print('Ctrl-C ends it.', stderr);
  // Where nobody reads along there is nobody to open it for.
  if (open && stdout.isTTY === true) openInBrowser(server.address);
  await untilInterrupted(terminal.streams, (signal) => {
    return new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  });
  await server.close();
}
