/** CSV files for the tasks that read tables, the same for everybody. */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

/** Bytes that are written at once. */
const CHUNK = 1_000_000;

const COLOURS = ['red', 'green', 'blue', 'black', 'white'];
const CITIES = ['Aachen', 'Bielefeld', 'Châlons', 'Dún Laoghaire', 'Eisenach', 'Fürth', 'Göteborg', 'Huesca'];

/** For each kind of table what names its columns, and what writes a row. */
const KINDS = {
  numbers: ({ columns }, random) => ({
    names: Array.from({ length: columns }, (_, i) => `x${i}`),
    row: () => Array.from({ length: columns }, () => random.uniform(-100, 100).toFixed(6)).join(),
  }),
  pictures: ({ columns }, random) => {
    const grey = Array.from({ length: 4096 }, () => String(Math.max(0, random.randint(-512, 256))));
    return {
      names: ['label', ...Array.from({ length: columns - 1 }, (_, i) => `pixel${i}`)],
      row: () => {
        const from = random.randint(0, grey.length);
        return `${from % 10},${Array.from({ length: columns - 1 }, (_, i) => grey[(from + 7 * i) % grey.length]).join()}`;
      },
    };
  },
  texts: (_, random) => ({
    names: ['id', 'name', 'colour', 'city', 'day', 'price', 'remark'],
    row: (i) => {
      const number = random.randint(0, 1_000_000);
      const day = `20${10 + (number % 15)}-0${1 + (number % 9)}-${10 + (number % 19)}`;
      const remark = number % 3 === 0 ? `"said ""${number % 1000}"", and left"` : `nothing of ${number % 5000}`;
      const city = CITIES[number % CITIES.length];
      return `${i},person ${number},${COLOURS[number % COLOURS.length]},${city},${day},${number / 100},${remark}`;
    },
  }),
};

/** Writes a table of a kind. */
export async function writeTable(nnfs, file, { kind, rows, columns }) {
  const { names, row } = KINDS[kind]({ columns }, new nnfs.RandomState(0));
  const out = createWriteStream(file);
  let text = `${names.join()}\n`;
  for (let i = 0; i < rows; i++) {
    text += `${row(i)}\n`;
    if (text.length < CHUNK && i + 1 < rows) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  out.end();
  await once(out, 'finish');
}
