import { spawn } from 'node:child_process';

/** What opens an address in the reader's browser. */
function opener(): readonly [command: string, ...argv: string[]] {
  if (process.platform === 'darwin') return ['open'];
  return process.platform === 'win32' ? ['rundll32', 'url.dll,FileProtocolHandler'] : ['xdg-open'];
}

/** Opens an address in the browser, where there is one; the address is printed in any case. */
export function openInBrowser(address: string): void {
  const [command, ...argv] = opener();
  const child = spawn(command, [...argv, address], { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}
