/** Raw rows of a table mean the same in Python, whatever people write in them and call their columns. */
import { existsSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { TableEncoder, parseCsv, predictRows, readTable, toPyTorch, trainTable, type Model, type ToPyTorchOptions, type TrainTableOptions } from 'nnfs'; // prettier-ignore
import { root } from '../../support/dist.ts';
import { hasPython, runPython } from '../../support/python.ts';
import { distance } from '../onnx/runtime.ts';
import { newFolder, writeFiles } from './folders.ts';

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
const lines = (rows: readonly (readonly string[])[], delimiter = ','): string =>
  rows.map((row) => row.map(quoted).join(delimiter)).join('\n');
const pick = (values: readonly string[], i: number): string => values[i % values.length]!;

/** Numbers, units, thousands, categories of texts and of numbers, dates of all forms, true and false, gaps by many names. */
const mixed = lines([
  ['size', 'price', 'color', 'grade code', 'day', 'moment', 'named day', 'open', 'level', 'worth'],
  ...Array.from({ length: 90 }, (_, i) => [
    i % 7 === 0 ? pick(['', 'NA', '-'], i) : String(2015 + (i % 11) / 4),
    i % 8 === 0 ? '' : `$${i % 2 ? '1,' : ''}${100 + (i % 13)}.5`,
    i % 9 === 0 ? 'none' : i === 5 || i === 8 ? `rare ${i}` : pick(['red', 'green', ' deep blue'], i),
    pick(['1', '02', '3.0', ''], i),
    i % 13 === 0 ? '' : new Date(Date.UTC(1969, 0, 1 + 90 * i)).toISOString().slice(0, 10).replaceAll('-', i % 2 ? '/' : '-'),
    new Date(Date.UTC(2020, 0, 1 + 9 * i, i % 24, i % 60)).toISOString().slice(0, 16).replace('T', pick(['T', ' '], i)) + pick(['', '+02:00', 'Z'], i),
    `${1 + (i % 28)} ${pick(['Jan', 'February', 'sept', 'Dec'], i)} ${2001 + (i % 9)}`,
    pick(['true', 'FALSE', 'True'], i),
    i === 17 ? '' : pick(['low', 'high'], i),
    i === 18 ? '' : String(100 + 3 * (i % 17)),
  ]),
]); // prettier-ignore

/** What would run, or end a text, if names and labels were pasted into a program. */
const HOSTILE = [
  '"""\nimport os; open("pwned", "w")\n"""',
  "'); open('pwned', 'w'); ('",
  '\\',
  '\\N{BULLET} \\x41 \\',
  '{open("pwned", "w")}',
  '%s # ${1} `x`',
  '__import__("os").system("touch pwned")',
  'tab\tand \u2028 \ud83d\ude00 é',
  'places',
  '__proto__',
];
const hostile = lines([
  [...HOSTILE.slice(0, 9), 'kind"""\\'],
  ...Array.from({ length: 80 }, (_, i) => [
    ...HOSTILE.slice(0, 5).map((_name, j) => String((i * (j + 3)) % 17)),
    ...HOSTILE.slice(5, 9).map((_name, j) => HOSTILE[(i + j) % HOSTILE.length]!),
    HOSTILE[(i * 7) % 4]!,
  ]),
]);
const german = lines(
  [
    ['Größe', 'Anteil', 'Sorte', 'Preis'],
    ...Array.from({ length: 60 }, (_, i) => [`1.${100 + i},5`, `${i % 50},25 %`, pick(['süß', 'herb'], i), `${i % 9},5 €`]),
  ],
  ';',
); // prettier-ignore

/** What stands in cells after training, and must mean the same there whatever stands in other rows. */
const odd = ['size,when,country,open,level', '"\u00a0130",0000-02-29," USA",TRUE,low', '\ufeff5,0000-02-30,\u2003Chad ,maybe,high', '"\x855",9999-12-31T23:59-02:00,\x85Chad,False,low', 'true,29 February 2000,Peru,,high', 'oops,2000/2/29," NA ",true,low', '-9.999,1999-12-31,USA,true,low'].join('\n'); // prettier-ignore
const plain = ['size,when,country,open,level', ...Array.from({ length: 40 }, (_, i) => [String(100 + i), new Date(Date.UTC(1990, 0, 40 * i)).toISOString().slice(0, 10), pick(['USA', 'Chad'], i), pick(['true', 'false'], i >> 1), pick(['low', 'high'], i)].join(','))].join('\n'); // prettier-ignore

/** Rows without names, in an order of their own. */
const bare = (mark: string): string => Array.from({ length: 30 }, (_, i) => [i % 7, pick(['süß', 'herb', 'fad'], i), (3 * i) % 11].join(mark)).join('\r\n'); // prettier-ignore
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

interface Case {
  readonly name: string;
  readonly csv: string | Uint8Array;
  readonly options: TrainTableOptions;
  /** Rows that it is asked for; those of training where there are no others. */
  readonly asked?: string | Uint8Array;
  /** How a person says that both are written. */
  readonly reading?: ToPyTorchOptions['csv'];
}

const settings = { hidden: [5], epochs: 10 } as const;
const cases: Case[] = [
  { name: 'odd cells', csv: plain, asked: odd, options: { target: 'level', missing: ['-9.999'], features: ['size', 'when', 'country', 'open'], ...settings } },
  { name: 'comments, no names, windows-1252', csv: latin1(`# of today "\r\n${bare(';')}\r\n# it's "more"\r\n1;s\xfc\xdf;4`), options: { target: 'column_3', task: 'regression', ...settings } },
  { name: 'names twice, none, an announced delimiter', csv: `sep=;\na;a;;b;\n${bare(';').replaceAll('\r\n', ';x;\n')};y;`, options: { target: 'a', features: ['a_2', 'column_3'], task: 'regression', ...settings } },
  { name: 'names of rows, as R writes them, UTF-16', csv: new Uint8Array(Buffer.from(`\ufeffa\tb\tc\n${bare('\t').split('\r\n').map((row, i) => `"${i + 1}"\t${row}`).join('\n')}`, 'utf16le')), options: { target: 'c', task: 'regression', ...settings } },
  { name: 'what a person says', csv: `%5" red\n${bare('~').replaceAll('süß', "'süß ~'")}\n3~herb\n`, reading: { delimiter: '~', quote: "'", comment: '%', header: ['a', 'b', 'c'], ragged: true, encoding: 'utf8' }, options: { target: 'a', task: 'regression', ...settings } },
  { name: 'packed by gzip, columns in another order', csv: `a,b,c\n${bare(',')}`, asked: gzipSync(`c,b,a,b\n${bare(",").split("\r\n").map((row) => `${row.split(",").reverse().join(",")},9`).join("\n")}`), options: { target: 'c', task: 'regression', ...settings } },
  { name: 'two classes', csv: mixed, options: { target: 'level', drop: ['worth'], ...settings } },
  { name: 'yes or no', csv: mixed, options: { target: 'level', drop: ['worth'], loss: 'binary', ...settings } },
  { name: 'logits', csv: mixed, options: { target: 'level', drop: ['worth'], loss: 'focal', ...settings } },
  { name: 'classes that are numbers', csv: mixed, options: { target: 'grade code', task: 'classification', ...settings } },
  { name: 'a number', csv: mixed, options: { target: 'worth', missing: ['none', '2015', '1969-01-01'], scale: 'minmax', ...settings } },
  { name: 'decimal commas', csv: german, options: { target: 'Preis', task: 'regression', ...settings } },
  { name: 'hostile names', csv: hostile, options: { target: 'kind"""\\', ...settings } },
]; // prettier-ignore

describe.skipIf(!hasPython('torch'))('rows mean the same in Python', { timeout: 600_000 }, () => {
  const folder = newFolder();
  const models: Model[] = [];
  beforeAll(async () => {
    for (const [i, { csv, options, asked = csv, reading }] of cases.entries()) {
      const { missing } = options;
      const { model } = await trainTable(parseCsv(csv, { ...reading, ...(missing && { missing }) }), options);
      models.push(model);
      writeFiles(folder, String(i).padStart(2, '0'), [
        ...toPyTorch(model, reading && { csv: reading }),
        ['rows.csv', asked],
      ]);
    }
    runPython(`${root}tests/formats/pytorch/tables.py`, [folder]);
  }, 600_000);

  it.each(cases.map(({ name }, i) => [name, i] as const))('%s', async (_, i) => {
    const model = models[i]!;
    const encoder = TableEncoder.fromJSON(model.notes.encoder);
    const { csv, asked = csv, reading } = cases[i]!;
    const table = await readTable(new Blob([asked as string]), { ...encoder.reading, ...reading });
    const at = join(folder, String(i).padStart(2, '0'));
    const found = JSON.parse(readFileSync(join(at, 'answers.json'), 'utf8')) as Record<string, unknown[]>;
    expect((found.inputs as number[][]).length).toBe(table.rows);
    expect(distance((found.inputs as number[][]).flat(), encoder.transformInputs(table).data)).toBeLessThan(1e-6); // sin and cos of float64
    const answers = predictRows(model, table);
    const target = encoder.target!;
    const targets = encoder.transformTarget(encoder.labeled(table));
    expect(distance((found.targets as number[]).flat(), targets.data)).toBeLessThan(1e-6);
    const wanted = answers.map((answer) => answer[target.column]);
    if (target.task === 'regression') {
      expect(distance(found.answers as number[], wanted as number[])).toBeLessThan(1e-6);
    } else {
      expect(found.answers).toEqual(wanted);
      const most = (found.confidences as number[][]).map((row) => Math.max(...row));
      expect(distance(most, answers.map(({ confidence }) => confidence as number))).toBeLessThan(1e-6); // prettier-ignore
    }
    expect(existsSync(join(at, 'pwned'))).toBe(false);
  }); // prettier-ignore
});

it('no word of a person stands in a program', async () => {
  const { model } = await trainTable(parseCsv(hostile), { target: 'kind"""\\', ...settings });
  const { model: plain } = await trainTable(parseCsv(hostile.replaceAll('kind""""""\\', 'kind')), { target: 'kind', ...settings }); // prettier-ignore
  const [files, others] = [toPyTorch(model), toPyTorch(plain)];
  for (const name of ['model.py', 'train.py', 'table.py']) {
    expect(files.get(name)).toBe(others.get(name));
    for (const word of HOSTILE.slice(0, 8).filter((each) => each.length > 1))
      expect(files.get(name)).not.toContain(word);
  }
  const inputs = (JSON.parse(files.get('table.json') as string) as { inputs: { column: string }[] }).inputs;
  expect(inputs.map(({ column }) => column)).toEqual(expect.arrayContaining(HOSTILE.slice(0, 5)));
});
