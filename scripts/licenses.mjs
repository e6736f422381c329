// The license texts that a bundle must carry: of every package in it, and of every file in it with a notice of its own.
import { readdir, readFile } from 'node:fs/promises';

/**
 * The text of a package's license file; where it has none, of its README from that heading on.
 *
 * @param {string} folder
 */
async function licenseOf(folder) {
  const names = await readdir(folder);
  const file = names.find((name) => /^(licen[sc]e|copying)/i.test(name));
  if (file) return readFile(`${folder}/${file}`, 'utf8');
  const readme = names.find((name) => /^readme/i.test(name));
  const text = readme ? await readFile(`${folder}/${readme}`, 'utf8') : '';
  const [section] = /^(#+ *licen[sc]e|licen[sc]e.*\n[-=]{3})[^]*/im.exec(text) ?? [''];
  return /copyright/i.test(section) ? section : ''; // a bare "MIT" is no license text
}

/**
 * The comment that a file begins with, where it says whose the file is.
 *
 * @param {string} path
 */
async function noticeOf(path) {
  const [comment] = /^\s*(\/\*[^]*?\*\/\s*|\/\/.*\s*)+/.exec(await readFile(path, 'utf8')) ?? [''];
  return /copyright/i.test(comment) ? comment : '';
}

/**
 * The license texts for a bundle. An error where a package in it brings none.
 *
 * @param {Pick<import('esbuild').Metafile, 'inputs'>} metafile
 */
export async function licenses({ inputs }) {
  /** @type {Map<string, string[]>} */
  const packages = new Map();
  for (const path of Object.keys(inputs).sort()) {
    const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
    if (folder) packages.set(folder, [...(packages.get(folder) ?? []), path]);
  }
  const texts = [...packages].map(async ([folder, paths]) => {
    const { name, version, license } = JSON.parse(await readFile(`${folder}/package.json`, 'utf8'));
    const parts = await Promise.all([licenseOf(folder), ...paths.map(noticeOf)]);
    const found = parts.map((part) => part.trim()).filter(Boolean);
    if (found.length === 0) throw new Error(`${name} ${version} is bundled, but brings no license text`);
    return [`${name} ${version} (${license})`, ...found].join('\n\n');
  });
  return `${(await Promise.all(texts)).join('\n\n\n')}\n`;
}
