import { sideBySide, printable, type ShownColumn } from '../../datasets/tables/show.ts';
import { MAX_PIXELS } from '../../io/images/options.ts';
import type { Pictures } from '../../io/images/pictures.ts';
import { showProgress } from '../terminal/progress-bar.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { inPictureFlags } from './in-flags.ts';
import { openFolder } from './load.ts';
import { sizeText } from './options.ts';

/** So many sizes are listed. */
const MOST_SIZES = 8;

const COLORS = ['gray', 'gray with opacity', 'color', 'color with opacity'];

/** What a folder of pictures holds. */
interface Survey {
  readonly pictures: number;
  readonly test?: number;
  readonly classes: readonly { readonly label: string; readonly pictures: number; readonly test?: number }[];
  /** The sizes, HEIGHTxWIDTH, and how many pictures have each; the most frequent first. */
  readonly sizes: Readonly<Record<string, number>>;
  readonly colors: Readonly<Record<string, number>>;
}

/** Prints the classes of a folder of pictures, how many each has, their sizes and colors. Each picture is read. */
export async function showPictures(path: string, json: boolean, terminal: Terminal): Promise<void> {
  const source = await openFolder('FILE', path);
  const survey = await surveyOf(source, terminal);
  terminal.print(json ? JSON.stringify(survey) : textOf(survey));
}

async function surveyOf(source: Pictures, { streams }: Terminal): Promise<Survey> {
  const { classes, labels, training } = source;
  const bar = await showProgress(streams.stderr, { unit: 'pictures', total: classes.length });
  const [sizes, colors]: [string[], string[]] = [[], []];
  try {
    await inPictureFlags(async () => {
      for await (const { picture } of source.read(MAX_PIXELS)) {
        sizes.push(sizeText(picture.shape));
        colors.push(COLORS[picture.shape[2]! - 1]!);
        bar.moveTo(sizes.length);
      }
    });
  } finally {
    bar.stop();
  }
  const tested = training < classes.length;
  const count = (label: number, from: number, to?: number): number =>
    classes.subarray(from, to).reduce((sum, each) => sum + Number(each === label), 0);
  return {
    pictures: training,
    ...(tested && { test: classes.length - training }),
    classes: labels.map((label, k) => ({
      label,
      pictures: count(k, 0, training),
      ...(tested && { test: count(k, training) }),
    })),
    sizes: countsOf(sizes),
    colors: countsOf(colors),
  };
}

/** How often each text is there, the most frequent first. */
function countsOf(texts: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([, a], [, b]) => b - a));
}

function textOf({ pictures, test, classes, sizes, colors }: Survey): string {
  const column = (title: 'pictures' | 'test'): ShownColumn => {
    return { title, cells: classes.map(({ [title]: count }) => String(count)), right: true };
  };
  const names = { title: 'class', cells: classes.map(({ label }) => printable(label)) };
  const table = sideBySide([names, column('pictures'), ...(test === undefined ? [] : [column('test')])]);
  const all = Object.entries(sizes);
  const [[first] = ['']] = all;
  const cure = all.length > 1 ? [`sizes differ: --size ${first} brings all to one`] : [];
  const clear = Object.keys(colors).some((color) => color.endsWith('opacity'));
  return [
    table,
    '',
    `${pictures} pictures${test === undefined ? '' : ` and ${test} to test with`}, ${classes.length} classes`,
    `sizes: ${listed(all.slice(0, MOST_SIZES))}${all.length > MOST_SIZES ? `, and ${all.length - MOST_SIZES} more` : ''}`,
    ...cure,
    `colors: ${listed(Object.entries(colors))}`,
    ...(clear ? ['where pixels are transparent, --background 255 puts white behind them, 0 black'] : []),
  ].join('\n');
}

function listed(counts: readonly (readonly [string, number])[]): string {
  return counts.map(([text, count]) => (counts.length === 1 ? text : `${text} (${count})`)).join(', ');
}
