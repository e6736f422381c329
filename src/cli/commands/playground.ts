import { Command } from 'commander';
import { option } from '../options.ts';
import { wholeNumber } from '../text.ts';
import type { Terminal } from '../terminal/terminal.ts';

const EXAMPLES = `
Examples:
  nnfs playground                             a network in the browser that can be watched and changed
  nnfs playground --port 8080 --no-open       on a port of yours; the address is printed, nothing is opened`;

/** `nnfs playground`: the page that shows a network learn, served to this machine alone. */
export function playgroundCommand(terminal: Terminal): Command {
  const isPort = (text: string): number | undefined => {
    const port = wholeNumber(text);
    return port !== undefined && port <= 65535 ? port : undefined;
  };
  return new Command('playground')
    .description('show a network that learns, in the browser')
    .addOption(
      option(
        '--port <port>',
        'where it is served; the next that is free, 0 for any',
        8128,
        'a port, 0 to 65535',
        isPort,
      ),
    )
    .option('--no-open', 'only print the address')
    .addHelpText('after', EXAMPLES)
    .action(async (options: { readonly port: number; readonly open: boolean }) => {
      const { runPlayground } = await import('./playground-run.ts');
      await runPlayground(terminal, options);
    });
}
