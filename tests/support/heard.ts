/** A page as those have it who hear it: a line for each part, `button "Play"`, as Playwright writes its accessibility tree. */
import { ACTIVATION_NAMES, OPTIMIZER_NAMES } from '../../playground/core/export/names.ts';
import type { Page } from 'playwright-core';

/** What is heard of a page, once it is the same twice: texts and tables follow the pictures after a moment. */
export async function heardOn(page: Page): Promise<string> {
  for (let before = ''; ;) {
    const heard = await heardOf(page, 'body');
    if (heard === before) return heard;
    before = heard;
    await page.waitForTimeout(400);
  }
}

/** What is heard of a part of a page as it stands. */
export const heardOf = async (page: Page, part: string): Promise<string> =>
  `${withoutCells(await page.locator(part).first().ariaSnapshot())}\n`;

/** The name of a row says what is in its cells. */
const withoutCells = (heard: string): string => heard.replaceAll(/^ *- cell\b.*\n?/gm, '');

/** What has to have a name. */
const NAMED =
  /^(button|img|link|textbox|combobox|option|slider|spinbutton|checkbox|table|row|columnheader|rowheader|heading|region|figure|dialog|application|navigation|contentinfo)$/;
/** Of these, two of one name cannot be told apart. */
const ALONE = /^(textbox|combobox|slider|spinbutton|checkbox|img|table|region|figure|dialog|heading)$/;

/** What is wrong with a page for those who hear it: parts without a name, or of one name, and headings that leave a level out. */
export function faultsOf(heard: string): string[] {
  const parts = Array.from(heard.matchAll(/^ *- '?(\w+)(?: "((?:[^"\\]|\\.)*)")?(?: \[level=(\d)\])?/gm), (found) => ({
    line: found[0].trim(),
    role: found[1]!,
    name: found[2] ?? '',
    level: Number(found[3] ?? 0),
  }));
  const faults: string[] = [];
  const seen = new Set<string>();
  let above = 0;
  for (const { line, role, name, level } of parts) {
    if (NAMED.test(role) && !/[\p{L}\p{N}?]/u.test(name)) faults.push(`no name: ${line}`);
    if (ALONE.test(role) && seen.has(line)) faults.push(`twice: ${line}`);
    seen.add(line);
    if (role === 'heading') {
      if (level > above + 1) faults.push(`after a heading of level ${above}: ${line}`);
      above = level;
    }
  }
  return faults;
}

/** Names of things, files and keys that are the same in Chinese. */
const EVERYWHERE = [
  ...[ACTIVATION_NAMES, OPTIMIZER_NAMES].flatMap((names) => Object.values(names)),
  ...['nnfs', 'Leaky', 'Hard', 'swish', 'Glorot', 'He', 'Softmax', 'dtotal', 'SIMD', 'English'],
  ...['TypeScript', 'safetensors', 'ONNX', 'NumPy', 'CSV', 'SVG', 'PNG'],
  ...['Tab', 'Space', 'Shift', 'Home', 'End', 'Insert', 'Delete', 'Escape'],
];

/** The parts that are heard, without their roles. */
const textsOf = (heard: string): string => heard.replaceAll(/^ *- '?\w+|\[\w+(=\w+)?\]/gm, '');

/** Words in English letters that a Chinese page has. */
export function englishIn(heard: string): string[] {
  const found = textsOf(heard).match(/[A-Za-z]{2,}/g) ?? [];
  return [...new Set(found)].filter((word) => !EVERYWHERE.includes(word));
}
