/** What is handed over where a model is asked for is named, with what to do about it. */
import { mkdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Dense, Model, encodeNpz, plotHistory, tensor, toOnnx } from 'nnfs';
import { linePng } from './picture-folder.ts';
import { folder, run } from './run.ts';

const onnx = toOnnx(new Model([new Dense(2, 1)]));
const npz = encodeNpz(new Map([['X', tensor([1])]]));
const COMMANDS: readonly (readonly string[])[] = [['export', '', '--to', 'a.js'], ['summary', ''], ['evaluate', '', '--data', 'spiral'], ['predict', '', '--data', 'spiral'], ['plot', '', '--data', 'spiral', '--to', 'a.html'], ['train', '--resume', '']]; // prettier-ignore

test.each<[name: string, content: string | Uint8Array, complaint: (path: string) => string]>([
  ['t.csv', 'a,b\n1,2\n', (path) => `a text, as tables are. nnfs train --data ${path} --save FILE.safetensors makes one of a table.`],
  ['t.json', '[{"a": 1}]', (path) => `a text, as tables are. nnfs train --data ${path} --save FILE.safetensors makes one of a table.`],
  ['p.png', linePng(0, 1), () => 'a picture.'],
  ['p.gif', 'GIF89a', () => 'a picture.'],
  ['p.svg', plotHistory([{ loss: 1 }]), () => 'a picture, SVG.'],
  ['q.svg', '\ufeff<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', () => 'a picture, SVG.'],
  ['r.svg', '<?xml version="1.0"?>\n<!-- by a program with a long name, at a place far away -->\n<svg/>', () => 'XML.'],
  ['p.html', '<!doctype html>\n<html lang="en">', () => 'a page.'],
  ['a.npz', npz, () => 'a zip archive, as .npz files and workbooks are.'],
  ['m.onnx', onnx, (path) => `one in ONNX. nnfs import ${path} --save FILE.safetensors makes one of it.`],
  ['empty', '', () => 'an empty file.'],
])('%s', async (name, content, complaint) => {
  const path = folder({ [name]: content })(name);
  for (const words of COMMANDS) {
    const { code, stderr } = await run(...words.map((word) => word || path));
    expect({ code, stderr }).toEqual({ code: 1, stderr: `nnfs: ${path}: expected a model, received ${complaint(path)}\n` });
  }
}); // prettier-ignore

test('a folder', async () => {
  const path = folder()('pictures');
  mkdirSync(path);
  for (const words of COMMANDS) {
    const where = words.includes('--resume') ? '--resume' : 'MODEL';
    const { code, stderr } = await run(...words.map((word) => word || path));
    expect({ code, stderr }).toEqual({ code: 2, stderr: `nnfs: ${where}: expected a model, received ${path}, a folder. nnfs train --data ${path} --save FILE.safetensors makes one of its pictures.\n` }); // prettier-ignore
  }
});
