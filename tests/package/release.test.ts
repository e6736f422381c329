/** What a release writes; the command itself runs every check first, these tests among them. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { version } from '../../package.json';
import { datedChangelog, datedCitation } from '../../scripts/release.mjs';
import { root } from '../support/dist.ts';

const DATE = '2024-01-31';
const changelog = '# Changelog\n\n## [Unreleased]\n\n- new\n\n## [0.1.0] - unreleased\n\n- old\n';

test('the changes become those of the version, under its date', () => {
  expect(datedChangelog(changelog, '0.2.0', DATE)).toBe(
    '# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2024-01-31\n\n- new\n\n## [0.1.0] - unreleased\n\n- old\n',
  );
});

test('a version that was announced gets its date', () => {
  expect(datedChangelog(changelog, '0.1.0', DATE)).toBe(
    changelog.replace('0.1.0] - unreleased', '0.1.0] - 2024-01-31'),
  );
});

test.each([
  ['a version twice', datedChangelog(changelog, '0.2.0', DATE), '0.2.0', '0.2.0 was released before'],
  ['nothing new', '## [Unreleased]\n\n## [0.1.0] - 2024-01-30\n\n- old\n', '0.2.0', 'nothing under [Unreleased]'],
  ['nothing at all', '## [Unreleased]\n', '0.2.0', 'nothing under [Unreleased]'],
])('%s: refused', (_, text, released, message) => {
  expect(() => datedChangelog(text, released, DATE)).toThrow(message);
});

test('the citation is that of the version, however often it is written', () => {
  const citation = readFileSync(`${root}CITATION.cff`, 'utf8');
  expect(citation).toContain(`\nversion: ${version}\n`);
  const once = datedCitation(citation, '0.2.0', DATE);
  expect(once).toContain('\nversion: 0.2.0\ndate-released: 2024-01-31\n');
  expect(datedCitation(once, '0.2.0', DATE)).toBe(once);
});
