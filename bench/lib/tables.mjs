import { figure } from './stats.mjs';

/**
 * A table in Markdown whose source is aligned too. The first column is text, the others are numbers.
 *
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 * @returns {string}
 */
export function markdownTable(head, rows) {
  const widths = head.map((title, i) => Math.max(3, title.length, ...rows.map((row) => (row[i] ?? '').length)));
  /** @param {readonly string[]} cells */
  const line = (cells) => {
    const padded = widths.map((width, i) =>
      i === 0 ? (cells[i] ?? '').padEnd(width) : (cells[i] ?? '').padStart(width),
    );
    return `| ${padded.join(' | ')} |`;
  };
  const rule = widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(head), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n');
}

/**
 * @typedef {object} Row what one contestant did in one case
 * @property {string} contestant
 * @property {string} label
 * @property {string} case
 * @property {import('./stats.mjs').Spread} [figure] in the unit of the task
 * @property {string} [check] what shows that the same was computed
 * @property {number} [peak] the most memory it took, in MB
 * @property {string} [version]
 * @property {string} [note]
 * @property {string} [absent] why there is no figure
 */

/**
 * @typedef {object} Outcome what a task gave
 * @property {string} letter
 * @property {string} title
 * @property {string} unit
 * @property {boolean} less whether less is better
 * @property {string} [check] the heading of the column that shows what was computed
 * @property {string} caseTitle
 * @property {readonly string[]} baselines the contestants that the others are compared with
 * @property {readonly Row[]} rows
 * @property {readonly import('./page-task.mjs').Measure[]} [measures] what was measured in place of rows
 * @property {string} [note] why there are none
 */

/**
 * How many times as fast the baseline is; below 1 where the row wins.
 *
 * @param {Outcome} outcome
 * @param {Row} row
 * @param {string} baseline
 */
export function ratio({ rows, less }, row, baseline) {
  const own = rows.find((other) => other.contestant === baseline && other.case === row.case)?.figure?.median;
  const other = row.figure?.median;
  if (own === undefined || other === undefined) return undefined;
  return less ? other / own : own / other;
}

/** @param {number | undefined} value */
const times = (value) => (value === undefined ? '' : `${figure(value)}x`);

/**
 * The table of a task, and a line for each contestant that is absent or needs a word.
 *
 * @param {Outcome} outcome
 */
export function outcomeTable(outcome) {
  const { rows, baselines, measures, note } = outcome;
  if (note !== undefined) return `- ${note}`;
  if (measures !== undefined) {
    return markdownTable(
      ['', 'measured', 'at most'],
      measures.map(({ label, value, limit }) => [label, value, limit]),
    );
  }
  const cases = [...new Set(rows.map((row) => row.case))];
  const table = cases.length > 1 ? casesTable(outcome, cases) : contestantsTable(outcome);
  /** @type {Map<string, Set<string>>} */
  const words = new Map();
  for (const { label, absent, note } of rows) {
    const text = absent === undefined ? note : `absent: ${absent}`;
    if (text !== undefined) words.set(text, (words.get(text) ?? new Set()).add(label));
  }
  const notes = [...words].map(([text, labels]) => `- ${[...labels].join('; ')}: ${text}`);
  const against = baselines.map((id) => rows.find((row) => row.contestant === id)?.label).filter(Boolean);
  const legend =
    cases.length > 1 && against.length > 0 ? [`(In brackets: how many times as fast ${against[0]} is.)`] : [];
  return [table, ...(legend.length ? ['', ...legend] : []), ...(notes.length ? ['', ...notes] : [])].join('\n');
}

/** @param {Outcome} outcome */
function contestantsTable(outcome) {
  const { rows, unit, baselines, check } = outcome;
  const present = rows.filter((row) => row.figure !== undefined);
  const bases = baselines.filter((id) => present.some((row) => row.contestant === id));
  const peaks = present.some((row) => row.peak !== undefined);
  /** @param {string} id */
  const labelOf = (id) => present.find((row) => row.contestant === id)?.label ?? id;
  const head = ['', unit, 'quartiles', ...bases.map((id) => `${labelOf(id)} is faster by`)];
  if (peaks) head.push('peak memory, MB');
  if (check !== undefined) head.push(check);
  const body = present.map((row) => {
    const { median, low, high } = /** @type {import('./stats.mjs').Spread} */ (row.figure);
    const cells = [row.label, figure(median), `${figure(low)} to ${figure(high)}`];
    cells.push(...bases.map((id) => times(ratio(outcome, row, id))));
    if (peaks) cells.push(row.peak === undefined ? '' : figure(row.peak));
    if (check !== undefined) cells.push(row.check ?? '');
    return cells;
  });
  return markdownTable(head, body);
}

/**
 * @param {Outcome} outcome
 * @param {readonly string[]} cases
 */
function casesTable(outcome, cases) {
  const { rows, unit, baselines, caseTitle } = outcome;
  const present = rows.filter((row) => row.figure !== undefined);
  const contestants = [...new Set(present.map((row) => row.contestant))];
  const head = [
    `${caseTitle} (${unit})`,
    ...contestants.map((id) => present.find((row) => row.contestant === id)?.label ?? id),
  ];
  const body = cases.map((name) => [
    name,
    ...contestants.map((id) => {
      const row = present.find((row) => row.contestant === id && row.case === name);
      if (row?.figure === undefined) return '';
      const against = baselines.find((base) => contestants.includes(base));
      const compared = against === undefined || against === id ? undefined : ratio(outcome, row, against);
      const peak = row.peak === undefined ? '' : `, ${figure(row.peak)} MB`;
      return figure(row.figure.median) + (compared === undefined ? '' : ` (${times(compared)})`) + peak;
    }),
  ]);
  return markdownTable(head, body);
}

/**
 * The frameworks that took part, with their versions.
 *
 * @param {readonly Outcome[]} outcomes
 */
export function versionsOf(outcomes) {
  const rows = outcomes.flatMap((outcome) => outcome.rows).filter((row) => row.figure !== undefined && row.version);
  /** @param {Row} row */
  const nameOf = ({ label, version = '' }) =>
    /^[A-Za-z]/.test(version) ? version : `${label.split(',')[0]} ${version}`;
  return [...new Set(rows.map(nameOf))];
}
