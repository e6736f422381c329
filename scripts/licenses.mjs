// The license texts that a bundle must carry: of every package in it, and of every file in it with a notice of its own.
import { readdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * The text of a package's license file; where it has none, of its README from that heading on.
 *
 * @param {string} folder
 */
async function licenseOf(folder) {
  const text = await licenseFileOf(folder);
  return text || licenseInReadme(folder);
}

/** @param {string} folder */
async function licenseFileOf(folder) {
  const file = (await readdir(folder)).find((name) => /^(licen[sc]e|copying)/i.test(name));
  return file ? readFile(`${folder}/${file}`, 'utf8') : '';
}

/** @param {string} folder */
async function licenseInReadme(folder) {
  const names = await readdir(folder);
  const readme = names.find((name) => /^readme/i.test(name));
  const text = readme ? await readFile(`${folder}/${readme}`, 'utf8') : '';
  const [section] = /^(#+ *licen[sc]e|licen[sc]e.*\n[-=]{3})[^]*/im.exec(text) ?? [''];
  return /copyright/i.test(section) ? section : ''; // a bare "MIT" is no license text
}

/**
 * The folders inside a package that lead to its files: what it took from others has its license there.
 *
 * @param {string} folder
 * @param {readonly string[]} paths
 */
function foldersIn(folder, paths) {
  /** @type {Set<string>} */
  const found = new Set();
  for (const path of paths) {
    for (let at = dirname(path); at !== folder; at = dirname(at)) found.add(at);
  }
  return [...found].sort();
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
    const parts = await Promise.all([
      licenseOf(folder),
      ...foldersIn(folder, paths).map(licenseFileOf),
      ...paths.map(noticeOf),
    ]);
    const found = parts.map((part) => part.trim()).filter(Boolean);
    if (found.length === 0) throw new Error(`${name} ${version} is bundled, but brings no license text`);
    return [`${name} ${version} (${license})`, ...found].join('\n\n');
  });
  return `${(await Promise.all(texts)).join('\n\n\n')}\n`;
}
