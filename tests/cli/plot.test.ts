/** What `--plot` and `nnfs plot` draw: every kind of run, whatever its names say, and what cannot be drawn. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { decodePng } from 'nnfs';
import { checkMarkup } from '../support/markup.ts';
import { folderWith, lines } from './picture-folder.ts';
import { folder, run, runIn, words } from './run.ts';

const train = (line: string, path: string) => run('train', ...words(line), '--plot', path);
const read = (path: string): string => readFileSync(path, 'utf8');

/** The titles of all panels. */
const titles = (text: string): string[] => [...text.matchAll(/font-size="14" font-weight="600">([^<]*)</g)].map(([, title]) => title!); // prettier-ignore

/** Each picture of a page, and that it is one that needs nothing beside it. */
function checkPage(page: string): void {
  const pictures = page.match(/<svg [^]*?<\/svg>/g)!;
  expect(pictures.length).toBeGreaterThan(3);
  for (const picture of pictures) checkMarkup(picture);
  expect(page).not.toMatch(/<script|<link|<img|url\(|@import|(src|href)=|undefined|NaN/);
  expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
}

const OF_SPIRAL = ['Loss', 'Accuracy', 'Confusion, validation', 'Decision map, validation', 'Network', 'layers.0.weights [2, 4]', 'layers.2.weights [4, 3]']; // prettier-ignore

describe('a run', () => {
  test('on generated data, as a picture', async () => {
    const at = folder();
    const { code } = await train('--data spiral --hidden 4 --epochs 50 --validation 10', at('run.svg'));
    expect(code).toBe(0);
    const svg = read(at('run.svg'));
    checkMarkup(svg);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^]*<\/svg>\n$/);
    expect(titles(svg)).toEqual(OF_SPIRAL);
    expect(svg).toContain('>nnfs train --data spiral --hidden 4 --epochs 50 --validation 10 --plot /');
    expect(svg).toMatch(/>nnfs \d+\.\d+\.\d+, Node \d+/);
    expect(svg.length).toBeLessThan(150_000);
  });

  test('is drawn the same again', async () => {
    const at = folder();
    const draw = async (): Promise<string> => {
      await train('--data vertical --hidden 4 --epochs 3', at('run.html'));
      return read(at('run.html'));
    };
    const first = await draw();
    await run('train', ...words('--data sine --epochs 2')); // another in between
    expect(await draw()).toBe(first);
  });

  test('of numbers over one input: a page with the curve', async () => {
    const at = folder();
    const path = at("sine's.html");
    await train('--data sine --samples 20 --hidden 4 --epochs 1', path);
    const page = read(path);
    checkPage(page);
    expect(titles(page).slice(0, 5)).toEqual(['Loss', 'Accuracy', 'Predicted against true, training', 'Fit, training', 'Network']); // prettier-ignore
    const quoted = path.replace("'", String.raw`'\''`).replaceAll("'", '&#39;');
    expect(page).toContain(`<code>nnfs train --data sine --samples 20 --hidden 4 --epochs 1 --plot &#39;${quoted}&#39;</code>`); // prettier-ignore
    expect(page).toContain('<dt>hidden</dt><dd>4</dd>');
  });

  test('of classes, scaled: a map in the units of its inputs', async () => {
    const at = folder();
    const ticks = async (scale: string): Promise<string[]> => {
      await train(`--data blobs --hidden 4 --epochs 1 --samples 20 --scale ${scale}`, at('run.svg'));
      const [, map] = read(at('run.svg')).split('>Decision map, training<');
      return [...map!.split('<g shape-rendering')[0]!.matchAll(/>(-?[\d.]+)</g)].map(([, tick]) => tick!);
    };
    expect(await ticks('standard')).toEqual(await ticks('none'));
  });

  test('of two classes by one yes or no, and of an index as a number', async () => {
    const at = folder();
    await train('--data moons --samples 20 --loss binary --hidden 4 --epochs 2', at('run.svg'));
    expect(titles(read(at('run.svg')))).toContain('Confusion, training');
    await train('--data moons --samples 20 --loss mse --hidden 4 --epochs 2', at('run.svg'));
    expect(titles(read(at('run.svg'))).slice(2, 4)).toEqual(['Predicted against true, training', 'Decision map, training']); // prettier-ignore
  });

  test('on a table with classes, whatever names say', async () => {
    const name = '<script>alert(1)</script>';
    const kinds = ['</svg>""\'&', `a ""b"" \u0007 ${name}`];
    const rows = Array.from({ length: 40 }, (_, i) => `${i % 7},${(i * 3) % 11},"${kinds[i % 7 > 3 ? 0 : 1]!}"`);
    const at = folder({ 'd.csv': `${name},b & "c","x ""y"" & ${name}"\n${rows.join('\n')}\n` });
    const { code } = await train(`--data ${at('d.csv')} --validation 0.25 --hidden 4 --epochs 3`, at('run.html'));
    expect(code).toBe(0);
    const page = read(at('run.html'));
    checkPage(page);
    expect(titles(page)).toContain('Decision map, validation');
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).toContain('<th scope="row">&lt;/svg&gt;&quot;&#39;&amp;</th>');
    await train(`--data ${at('d.csv')} --hidden 4 --epochs 1`, at('run.svg'));
    checkMarkup(read(at('run.svg')));
  });

  test('on a table with numbers: R² and errors along the way, in the unit of the target', async () => {
    const rows = Array.from({ length: 60 }, (_, i) => `${i % 10},${i % 3 ? 'a' : 'b'},${1000 * (i % 10) + (i % 3 ? 500.5 : 0)}`); // prettier-ignore
    const at = folder({ 'd.csv': `size,kind,price\n${rows.join('\n')}\n` });
    const line = `--data ${at('d.csv')} --validation 0.2 --test ${at('d.csv')} --hidden none --epochs 250 --learning-rate 0.05 --print-every 249`;
    const { stdout } = await train(line, at('run.html'));
    const page = read(at('run.html'));
    checkPage(page);
    const [loss, r2, mae, rmse, ...more] = titles(page);
    expect([loss, r2, mae, rmse]).toEqual([expect.stringMatching(/^Loss/), expect.stringMatching(/^R²/), expect.stringMatching(/^MAE/), expect.stringMatching(/^RMSE/)]); // prettier-ignore
    expect(more.slice(0, 2)).toEqual(['Predicted against true, validation', 'Predicted against true, test']);
    const [, printed] = /^validation, r2: .*, mae: ([\d.]+)/m.exec(stdout)!;
    expect(page).toContain(`<dt>validation MAE</dt><dd>${printed}</dd>`);
    // Without --plot nothing is measured along the way, and nothing else changes.
    expect((await run('train', ...words(line))).stdout).toBe(stdout);
  });

  test('on pictures', async () => {
    const at = folderWith(lines(8, 'pictures/'));
    const data = at('pictures');
    const { code, stderr } = await train(`--data ${data} --epochs 1 --validation 0.25`, at('run.html'));
    expect({ code, stderr }).toMatchObject({ code: 0 });
    checkPage(read(at('run.html')));
    expect(titles(read(at('run.html')))).toEqual(expect.arrayContaining(['Loss', 'Confusion, validation', 'Network']));
  });

  test('of many classes: those that are confused most', async () => {
    const rows = Array.from({ length: 120 }, (_, i) => `${i % 13},${i % 7},${i % 5},c${i % 40}`);
    const at = folder({ 'd.csv': `a,b,c,kind\n${rows.join('\n')}\n` });
    await train(`--data ${at('d.csv')} --hidden 4 --epochs 1`, at('run.svg'));
    expect(titles(read(at('run.svg')))).toContain('Confusion, training, 20 of 40 classes');
  });

  test('that leaves the finite numbers: as far as it came, and why it ended', async () => {
    const at = folder();
    const { code, stderr } = await train('--data sine --optimizer sgd --learning-rate 3 --epochs 300', at('run.html'));
    expect(code).toBe(1);
    const page = read(at('run.html'));
    checkPage(page);
    expect(page).toMatch(/<p class="note">Model\.train, epoch \d+.* expected a finite/);
    expect(stderr).toMatch(/^nnfs: Model\.train, epoch \d+/);
    expect(titles(page)[0]).toBe('Loss, logarithmic');
  });

  test('that is stopped', async () => {
    const at = folder();
    const onListening = (stop: () => void): void => void setTimeout(stop, 30);
    const line = words('train --data spiral --hidden 4 --epochs 1000000 --plot');
    const { code } = await runIn({ onListening }, ...line, at('run.html'));
    expect(code).toBe(130);
    expect(read(at('run.html'))).toMatch(/<p class="note">stopped after \d+ of 1000000 epochs<\/p>/);
  });

  test('in pixels, texts among them', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => `${i % 7},${i % 2 ? '是' : 'no'}`);
    const at = folder({ 'd.csv': `a,b\n${rows.join('\n')}\n` });
    const { stderr } = await train(`--data ${at('d.csv')} --hidden 4 --epochs 1`, at('run.png'));
    expect(stderr).toContain(`${at('run.png')} lacks 是, which its font has not; .html and .svg show every letter\n`);
    const { data, shape } = decodePng(readFileSync(at('run.png')));
    const [, width, channels] = shape as [number, number, number];
    const isInk = (x: number, y: number): boolean => data[(y * width + x) * channels]! < 128;
    const ink = Array.from({ length: 200 * 40 }, (_, i) => isInk(32 + (i % 200), 30 + Math.floor(i / 200))).filter(Boolean); // prettier-ignore
    expect(ink.length).toBeGreaterThan(500); // "nnfs train"
  });
});

describe('nnfs plot', () => {
  const plot = (path: string, line: string, to: string) => run('plot', path, ...words(line), '--to', to);

  test('a model and other data of its kind', async () => {
    const at = folder();
    await run('train', ...words('--data spiral --hidden 4 --epochs 20 --save'), at('m'));
    expect(await plot(at('m'), '--data spiral --seed 1', at('m.svg'))).toEqual({ code: 0, stdout: '', stderr: '' });
    const svg = read(at('m.svg'));
    checkMarkup(svg);
    expect(titles(svg)).toEqual(OF_SPIRAL.map((title) => title.replace('validation', 'spiral')));
    const { stdout } = await run('evaluate', at('m'), ...words('--data spiral --seed 1'));
    const [, accuracy] = /^acc: ([\d.]+)/.exec(stdout)!;
    expect(svg).toContain(`spiral accuracy ${accuracy}`);
    expect(svg).toMatch(/[> ]hidden 4 /);
  });

  test('a model of a table, and rows that it has not seen', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `${i % 10},${3 * (i % 10) + 0.5}`);
    const at = folder({ 'd.csv': `size,price\n${rows.join('\n')}\n`, 'other.csv': 'size\n1\n' });
    await run('train', ...words(`--data ${at('d.csv')} --hidden 4 --epochs 20 --save`), at('m'));
    expect((await plot(at('m'), `--data ${at('d.csv')}`, at('m.html'))).code).toBe(0);
    const page = read(at('m.html'));
    checkPage(page);
    expect(titles(page)).toEqual(expect.arrayContaining(['Loss', 'Predicted against true, d.csv', 'Fit, d.csv']));
    expect(titles(page)).not.toContain('Accuracy'); // which says nothing of numbers
    const { code, stderr } = await plot(at('m'), `--data ${at('other.csv')}`, at('o.html'));
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('other.csv') });
    expect(existsSync(at('o.html'))).toBe(false);
  });

  test('a model of pictures', async () => {
    const at = folderWith(lines(8, 'pictures/'));
    const data = at('pictures');
    await run('train', ...words(`--data ${data} --epochs 1 --save`), at('m'));
    expect((await plot(at('m'), `--data ${data}`, at('m.html'))).code).toBe(0);
    expect(titles(read(at('m.html')))).toContain('Confusion, pictures');
  });

  test.each([
    ['no data', '--to m.html', 2, "required option '--data <name>' not specified"],
    ['no file', '--data spiral', 2, "required option '--to <file>' not specified"],
    [
      'a strange name',
      '--data spiral --to m.pdf',
      2,
      '--to: expected a name in .html, .svg or .png, received "m.pdf".',
    ],
    ['no folder', '--data spiral --to /no/such/m.html', 1, 'There is no folder /no/such.'],
    ['data of another kind', '--data sine --to m.html', 1, 'sine: expected'],
  ])('%s: an error', async (_, line, code, message) => {
    const at = folder();
    await run('train', ...words('--data spiral --hidden 4 --epochs 1 --save'), at('m'));
    const { stderr, ...rest } = await run('plot', at('m'), ...words(line.replace(/ m\./, ` ${at('m.')}`)));
    expect(rest).toEqual({ code, stdout: '' });
    expect(stderr.replaceAll(at('m.'), 'm.')).toContain(message);
  });

  test('the file of the model is not overwritten', async () => {
    const at = folder();
    await run('train', ...words('--data spiral --hidden 4 --epochs 1 --save'), at('m.svg'));
    const { code, stderr } = await plot(at('m.svg'), '--data spiral', at('m.svg'));
    expect(code).toBe(2);
    expect(stderr).toContain('--to: expected another file than that of MODEL');
  });
});

describe('nnfs summary --svg', () => {
  test('draws the layers beside what it prints', async () => {
    const at = folder();
    await run('train', ...words('--data spiral --hidden 4 --epochs 1 --save'), at('m'));
    const { code, stdout } = await run('summary', at('m'), '--svg', at('m.svg'));
    expect({ code, stdout }).toEqual({ code: 0, stdout: (await run('summary', at('m'))).stdout });
    checkMarkup(read(at('m.svg')));
    expect(read(at('m.svg'))).toContain('>Dense(2, 4)<');
  });

  test('refuses other names, and the file of the model', async () => {
    const at = folder();
    await run('train', ...words('--data spiral --hidden 4 --epochs 1 --save'), at('m.svg'));
    expect((await run('summary', at('m.svg'), '--svg', 'm.png')).stderr).toBe('nnfs: --svg: expected a name in .svg, received "m.png".\n'); // prettier-ignore
    expect((await run('summary', at('m.svg'), '--svg', at('m.svg'))).stderr).toContain('--svg: expected another file than that of MODEL'); // prettier-ignore
  });
});
