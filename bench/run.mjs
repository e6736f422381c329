// Measures nnfs beside its peers: `npm run bench`, or `npm run bench -- --help`.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CONTESTANTS, absence, launch } from './contestants.mjs';
import { writeCell } from './lib/cells.mjs';
import { findPython, machine } from './lib/machine.mjs';
import { measurePage } from './lib/page-task.mjs';
import { USAGE, parseOptions } from './lib/options.mjs';
import { runProgram } from './lib/programs.mjs';
import { figure, spread } from './lib/stats.mjs';
import { outcomeTable } from './lib/tables.mjs';
import { TASKS } from './tasks.mjs';

const here = dirname(fileURLToPath(import.meta.url));

/** V8 compiles what runs often a second time, for speed, only after a while. */
const PACE = { warm: 2, repetitions: 7, share: 1 };
const QUICK_PACE = { warm: 0.1, repetitions: 3, share: 0.1 };

const progress = (text) => process.stderr.isTTY && process.stderr.write(`\r\u001b[K${text}`);

/** Units of work: processes of all contestants stay side by side and take turns. */
async function measureUnits(task, cell, setting) {
  const { pace, nnfs, folder } = setting;
  const data = await writeCell(nnfs, join(folder, `${task.letter}-${cell.name}`), cell);
  const entries = [];
  for (const id of task.contestants) {
    const contestant = CONTESTANTS[id];
    const row = { contestant: id, label: contestant.label, case: cell.name, absent: absence(contestant, setting) };
    entries.push({ row, times: [] });
    if (row.absent !== undefined) continue;
    progress(`${task.letter}: ${cell.name}, ${row.label} warms up`);
    const child = launch(contestant, setting);
    const order = { order: 'setup', task: task.work, cell: data, warm: pace.warm, most: task.most };
    const answer = await child.ask({ ...order, seconds: task.seconds * pace.share }).catch((error) => ({ error }));
    if (answer.error === undefined) {
      const { check, version, note, count } = answer;
      Object.assign(entries.at(-1), { child });
      Object.assign(row, {
        version,
        count,
        note: note ?? undefined,
        check: typeof check === 'number' ? figureOf(check) : undefined,
      });
    } else {
      row.absent = answer.error.message;
      child.end();
    }
  }
  const repetitions = Math.min(task.repetitions ?? Infinity, pace.repetitions);
  for (let repetition = 0; repetition < repetitions; repetition++) {
    for (const { row, times, child } of entries) {
      if (child === undefined || row.absent !== undefined) continue;
      progress(`${task.letter}: ${cell.name}, ${row.label}, ${repetition + 1} of ${repetitions}`);
      const answer = await child.ask({ order: 'measure' }).catch((error) => ({ error }));
      if (answer.error !== undefined) row.absent = answer.error.message;
      else times.push(answer.seconds / answer.count);
    }
  }
  for (const { row, times, child } of entries) {
    child?.end();
    if (row.absent === undefined) row.figure = spread(times.map((seconds) => task.figure(seconds, cell)));
  }
  await rm(data.folder, { recursive: true });
  return entries.map(({ row }) => row);
}

const figureOf = (value) => value.toPrecision(5);

/** Whole programs, one after the other, in turns. */
async function measurePrograms(task, cell, setting) {
  const { pace, interpreters, peers } = setting;
  await task.prepare?.(cell, setting);
  const entries = task.programs(cell).map(({ contestant, label, argv, python, needs }) => {
    const absent = absence(python ? { python, needs: python } : { node: contestant, needs }, { peers, interpreters });
    const row = { contestant, label, case: cell.name, absent };
    const program = absent === undefined ? argv({ ...setting, python: interpreters[python]?.command }) : undefined;
    return { row, program, times: [] };
  });
  const turn = async (each) => {
    for (const entry of entries) {
      if (entry.row.absent !== undefined) continue;
      progress(`${task.letter}: ${entry.row.label}`);
      try {
        await each(entry);
      } catch (error) {
        entry.row.absent = error.message;
      }
    }
  };
  let expected;
  await turn(async ({ row, program }) => {
    const { output, peak } = await runProgram(program, { memory: task.memory, cwd: here });
    if (task.memory && peak !== undefined) row.peak = peak;
    const lines = output.trimEnd().split('\n');
    expected ??= lines;
    if (task.check === undefined) return;
    const same = lines.filter((line, i) => line === expected[i]).length;
    row.check = `${same} of ${expected.length}`;
    if (same < expected.length) row.note = `${row.case}: ${row.check} lines are the same`;
  });
  for (let repetition = 0; repetition < Math.min(task.repetitions, pace.share < 1 ? 3 : Infinity); repetition++) {
    await turn(async ({ times, program }) => times.push((await runProgram(program, { cwd: here })).seconds));
  }
  for (const { row, times } of entries) {
    if (row.absent === undefined) row.figure = spread(times.map((seconds) => task.figure(seconds, cell)));
  }
  return entries.map(({ row }) => row);
}

async function measure(task, setting) {
  const { letter, title, unit, less, check, caseTitle = '', baselines } = task;
  if (task.kind === 'page') {
    progress(`${letter}: ${title}`);
    const found = await measurePage(setting);
    progress('');
    return { letter, title, unit: '', less: true, caseTitle, baselines: [], rows: [], ...found };
  }
  const rows = [];
  for (const cell of task.cells(setting.quick)) {
    rows.push(...(await (task.kind === 'units' ? measureUnits : measurePrograms)(task, cell, setting)));
  }
  progress('');
  const cases = new Set(rows.map((row) => row.case));
  const name = cases.size === 1 && task.kind === 'programs' && rows[0].case ? `${title}, ${rows[0].case}` : title;
  return { letter, title: name, unit, less, ...(check && { check }), caseTitle, baselines, rows };
}

function install() {
  if (existsSync(join(here, 'node_modules'))) return;
  console.log('Installing the peers into bench/node_modules ...');
  const args = ['ci', '--prefix', here, '--ignore-scripts', '--no-audit', '--no-fund'];
  const { status } = spawnSync('npm', args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) console.log('That failed: the peers that are missing get a line that says so.');
}

async function main() {
  const options = parseOptions(
    process.argv.slice(2),
    TASKS.map(({ letter }) => letter),
  );
  if (options.help) return console.log(USAGE);
  const { quick, peers, only } = options;
  const build = resolve(process.env.INIT_CWD ?? '.', options.library ?? join(here, '../dist'));
  const library = pathToFileURL(join(build, 'index.js')).href;
  if (!existsSync(fileURLToPath(library))) throw new Error('there is no build to measure: run `npm run build` first');
  if (peers && !quick) install();

  const folder = await mkdtemp(join(tmpdir(), 'nnfs-bench-'));
  try {
    const interpreters = peers ? await findPython() : {};
    const setting = {
      ...{ quick, peers, interpreters, folder, library },
      nnfs: await import(library),
      cli: join(build, 'cli.js'),
      pace: quick ? QUICK_PACE : PACE,
    };
    const about = machine();
    const { numpy, torch } = interpreters;
    const python = { numpy: numpy && `${numpy.numpy} with ${numpy.blas ?? 'an unknown BLAS'}`, torch: torch && true };
    console.log(`${about.cpu}, ${about.cores} cores; Node.js ${about.node}; one thread each.`);
    if (numpy) console.log(`NumPy ${python.numpy}, Python ${numpy.python}.`);
    if (quick) console.log('Short runs: they show that everything works, not how fast it is.');
    const outcomes = [];
    const start = performance.now();
    for (const task of TASKS) {
      if (only !== undefined && !only.includes(task.letter)) continue;
      const outcome = await measure(task, setting);
      outcomes.push(outcome);
      console.log(`\n${outcome.letter}. ${outcome.title}\n\n${outcomeTable(outcome)}`);
    }
    const file = options.json ? resolve(process.env.INIT_CWD ?? '.', options.json) : join(here, 'results/latest.json');
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${JSON.stringify({ machine: about, python, quick, outcomes }, null, 2)}\n`);
    console.log(`\n${figure((performance.now() - start) / 1000)} s; the figures are in ${file}`);
    const failed = outcomes
      .flatMap(({ rows }) => rows)
      .filter((row) => row.contestant.startsWith('nnfs') && row.absent);
    if (failed.length > 0) throw new Error(`nnfs failed: ${failed[0].absent}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await main().catch((error) => {
  console.error(`bench: ${error.message}`);
  process.exitCode = 1;
});
