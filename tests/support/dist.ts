import { fileURLToPath } from 'node:url';
import { isStale } from '../../scripts/stale.mjs';

/** The repository's folder, with a slash at its end. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** The path of a built file; an error where dist/ is not what the sources say. */
export function dist(name: string): string {
  if (isStale()) throw new Error('dist/ is missing or older than the sources: npm run build');
  return `${root}dist/${name}`;
}
