// Prepares a release: node scripts/release.mjs 0.2.0. Runs every check, then writes the version into package.json, package-lock.json
// and CITATION.cff and the version and today's date into the changelog, and says what is left to do by hand.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The changelog in which a version that was not released yet is. Where the version has no heading of its own, what stands under
 * "Unreleased" becomes it.
 *
 * @param {string} changelog
 * @param {string} version
 * @param {string} date such as 2024-01-31
 */
export function datedChangelog(changelog, version, date) {
  const announced = `## [${version}] - unreleased\n`;
  const heading = `## [${version}] - ${date}\n`;
  if (changelog.includes(announced)) return changelog.replace(announced, heading);
  if (changelog.includes(`## [${version}]`)) throw new Error(`CHANGELOG.md: ${version} was released before`);
  const [, changes] = /^## \[Unreleased\]\n([^]*?)(?=^## \[|(?![^]))/m.exec(changelog) ?? [];
  if (!changes?.trim()) throw new Error('CHANGELOG.md: nothing under [Unreleased]');
  return changelog.replace('## [Unreleased]\n', `## [Unreleased]\n\n${heading}`);
}

/**
 * The citation of a version.
 *
 * @param {string} citation
 * @param {string} version
 * @param {string} date
 */
export function datedCitation(citation, version, date) {
  const undated = citation.replace(/^date-released:.*\n/m, '');
  return undated.replace(/^version:.*\n/m, `version: ${version}\ndate-released: ${date}\n`);
}

/** @param {string | undefined} version */
function release(version) {
  if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version ?? '')) throw new Error('usage: node scripts/release.mjs 0.2.0');
  process.chdir(fileURLToPath(new URL('..', import.meta.url)));
  const changes = execFileSync('git', ['status', '--porcelain'], { encoding: 'utf8' });
  if (changes !== '') throw new Error(`commit or drop these first:\n${changes}`);
  const date = new Date().toISOString().slice(0, 10);
  const edits = /** @type {const} */ ([
    ['CHANGELOG.md', datedChangelog],
    ['CITATION.cff', datedCitation],
  ]).map(([path, dated]) => [path, dated(readFileSync(path, 'utf8'), String(version), date)]);

  execFileSync('.ci/run', { stdio: 'inherit' });
  for (const [path = '', text = ''] of edits) writeFileSync(path, text);
  execFileSync('npm', ['version', String(version), '--no-git-tag-version', '--allow-same-version'], {
    stdio: 'inherit',
  });
  execFileSync('npm', ['run', 'build'], { stdio: 'inherit' }); // the version is in it
  console.log(`Every check has passed. To release ${version}:
    git commit -am 'Release ${version}' && git tag v${version} && git push --follow-tags
    npm publish`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    release(process.argv[2]);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
