import { readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @param {string} path */
function newest(path) {
  const files = readdirSync(root + path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(...files.map(({ parentPath, name }) => statSync(`${parentPath}/${name}`).mtimeMs));
}

/** Whether dist/ is missing or older than what it is built from. */
export function isStale() {
  const built = statSync(`${root}dist/cli.js`, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const manifest = statSync(`${root}package.json`).mtimeMs;
  return Math.max(newest('src'), newest('bin'), newest('playground'), newest('scripts'), manifest) > built;
}
