import { computed } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { ColumnName, Figures, Line, Page, Phase } from '../../core/arithmetic/lines.ts';
import { classesOf } from '../../core/settings/settings.ts';
import { namesOf } from '../controls/class-names.ts';
import { calm } from '../state/calm.ts';
import { DIGITS, written } from '../state/digits.ts';
import { Icon } from '../controls/icons.tsx';
import { chinese, digits, fill, words } from '../state/preferences.ts';
import { asked, place, sample, way } from '../state/state.ts';
import { AsTable } from '../controls/table.tsx';
import { current, cursor, lines, moveLayer, moveNumber, walk } from './walking.ts';
import { englishNumbers, englishNumbersOfPictures, type NumberWords } from '../../words/english-numbers.ts';

const ours = computed((): NumberWords => {
  const { chineseNumbers = englishNumbers, chineseNumbersOfPictures = englishNumbersOfPictures } = chinese.value ?? {};
  return isOfImages() ? { ...chineseNumbers, ...chineseNumbersOfPictures } : chineseNumbers;
});
const texts = (): NumberWords => ours.value;

const PHASES: readonly Phase[] = ['forward', 'loss', 'back', 'update'];

/** The arithmetic of the next step: a page at a time, a line a key. */
export function Numbers() {
  const found = walk.value;
  const here = current.value;
  const { numbersOfStep } = texts();
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Where a lesson asks for one of them, its question stays in view.
    if (asked.peek() === undefined) top.current?.scrollIntoView({ block: 'nearest' });
  }, [here === undefined]);
  if (found === undefined || here === undefined) return null;
  const { page, within } = here;
  return (
    <div class="walk" ref={top} data-walk-step={found.step} data-line={cursor.value}>
      <p class="walk-head">
        {fill(numbersOfStep, { step: found.step + 1 })} <Missing />
      </p>
      <div class="walk-tools">
        <Follow />
        <Phases />
      </div>
      <article class="walk-page" aria-live="polite">
        <h3>{titleOf(page)}</h3>
        <ol>
          {page.lines.slice(0, within + 1).map((line, i) => (
            <LineRow key={`${cursor.value - within + i}`} line={line} isCurrent={i === within} />
          ))}
        </ol>
        {page.figures &&
          !(page.figures.columns.includes('share') && page.lines.some((line) => isAsked(page, line))) && (
            <FiguresTable figures={page.figures} />
          )}
      </article>
      <Steps />
    </div>
  );
}

/** Whether samples are pictures, on which convolutions look. */
const isOfImages = (): boolean => calm.value?.scene.images !== undefined;

/** Why there is no way back for this point. */
function Missing() {
  const why = walk.value?.missing;
  const other = walk.value?.other;
  if (why === undefined) return null;
  return (
    <>
      {texts()[why]}{' '}
      {other !== undefined && other >= 0 && (
        <button type="button" onClick={() => (sample.value = other)}>
          {texts().followOther}
        </button>
      )}
    </>
  );
}

function titleOf({ name, layer, neuron, input, kind = '', place }: Page): string {
  const isLast = layer === (calm.value?.picture.biases.length ?? 0) - 1;
  const classes = calm.value ? classesOf(calm.value.settings) : 0;
  const unit = isLast && classes > 0 ? classNameOf(neuron) : String(neuron);
  return fill(texts()[`page_${name}`], { layer: layer + 1, neuron: unit, input, kind, ...place });
}

/** What a class is called. */
function classNameOf(k: number): string {
  const { settings, scene } = calm.value!;
  return namesOf(classesOf(settings), scene.images && scene.labels)[k]!;
}

/** Whether a lesson asks for a number. */
function isAsked(page: Page, line: Line): boolean {
  const place = asked.value;
  return place?.page === page.name && place.layer === page.layer && place.line === line.name;
}

/** The number that a lesson asks for: it is hidden wherever it stands. */
const secret = computed(() => lines.value.find(({ page, line }) => isAsked(page, line))?.line.result);

const textOf = (value: number): string =>
  secret.value !== undefined && Math.abs(secret.value) === Math.abs(value) ? '?' : written(value, digits.value);

/** One number: what it is, its formula, the same with numbers, and whether the library has it too. */
function LineRow({ line, isCurrent }: { line: Line; isCurrent: boolean }) {
  const { name, formula, filled, result, code, library } = line;
  const { same, onTheWay, differs } = texts();
  const isSame = Object.is(result, library);
  return (
    <li class={isCurrent ? 'now' : undefined} data-name={name} aria-current={isCurrent ? 'step' : undefined}>
      <span class="what">{texts()[`line_${name}`]}</span>
      <output class="result">{textOf(result)}</output>
      {isCurrent && (
        <>
          <span class="formula">{lowered(formula)}</span>
          <span class="filled">
            = {filled.map((part) => (typeof part === 'number' ? textOf(part) : part)).join('')}
          </span>
          <code>{code}</code>
          <span class={library === undefined ? 'check muted' : isSame ? 'check same' : 'check wrong'}>
            {library === undefined
              ? name === 'told'
                ? texts().told
                : onTheWay
              : isSame
                ? same
                : `${differs} ${textOf(library)}`}
          </span>
        </>
      )}
    </li>
  );
}

/** A formula, with what follows an underscore below the line. */
function lowered(formula: string) {
  return formula.split(/_(\w)/).map((part, i) => (i % 2 === 1 ? <sub key={i}>{part}</sub> : part));
}

const WHOLE: readonly ColumnName[] = ['class', 'rank', 'sample', 'wanted', 'row', 'column', 'map', 'filter', 'place'];

/** The numbers that a page is made of: many of them folded. */
function FiguresTable({ figures }: { figures: Figures }) {
  const { columns, rows, own, more = 0 } = figures;
  const folded = rows.length > 6 && more === 0;
  const shown = folded
    ? rows.map((_, i) => i).filter((i) => i < 4 || i === own || i === rows.length - 1)
    : [...rows.keys()];
  const write = (column: ColumnName, value: string | number): string =>
    column === 'class'
      ? classNameOf(value as number)
      : WHOLE.includes(column)
        ? String(value)
        : textOf(value as number);
  const table = (which: readonly number[], left: number) => (
    <table aria-label={texts().figures}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th scope="col" key={column}>
              {texts()[`column_${column}`]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {which.map((i) => (
          <tr key={i} class={i === own ? 'own' : undefined}>
            {rows[i]!.map((value, k) => (
              <td key={k}>{write(columns[k]!, value)}</td>
            ))}
          </tr>
        ))}
        {left > 0 && (
          <tr>
            <td colSpan={columns.length} class="muted">
              {fill(texts().more, { n: left })}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
  return (
    <>
      <div class="scroll figures" tabIndex={0} role="region" aria-label={texts().figures}>
        {table(shown, more + rows.length - shown.length)}
      </div>
      {folded && <AsTable of={texts().figures}>{() => table([...rows.keys()], 0)}</AsTable>}
    </>
  );
}

/** Which point is followed, and which input; neurons are chosen in the picture. */
function Follow() {
  const last = (calm.value?.scene.samples ?? 1) - 1;
  const shown = Math.min(sample.value, last);
  const set = (value: number): void => {
    if (Number.isInteger(value) && value >= 0 && value <= last) sample.value = value;
  };
  const { point, earlierPoint, laterPoint } = texts();
  return (
    <div class="follow">
      <button type="button" aria-label={earlierPoint} aria-disabled={shown === 0} onClick={() => set(shown - 1)}>
        ‹
      </button>
      <label>
        {fill(point, { last })}{' '}
        <input
          type="number"
          inputMode="numeric"
          min={0}
          max={last}
          value={shown}
          onInput={({ currentTarget }) => set(currentTarget.valueAsNumber)}
        />
      </label>
      <button type="button" aria-label={laterPoint} aria-disabled={shown === last} onClick={() => set(shown + 1)}>
        ›
      </button>
      <Way />
    </div>
  );
}

/** The way through the network that is followed. */
function Way() {
  const sizes = calm.value?.picture.biases.map(({ length }) => length) ?? [];
  const steps = sizes.map((size, i) => Math.min(way.value[i + 1] ?? 0, size - 1));
  const inputs = calm.value?.scene.inputs ?? ['x'];
  return (
    <span class="muted way">
      {[isOfImages() ? (way.value[0] ?? 0) : (inputs[way.value[0] ?? 0] ?? 'x'), ...steps].join(' → ')}
    </span>
  );
}

/** Forward, loss, back, optimizer. */
function Phases() {
  const all = lines.value;
  return (
    <div class="phases" role="group" aria-label={texts().parts}>
      {PHASES.map((phase) => {
        const first = all.findIndex(({ page }) => page.phase === phase);
        return (
          <button
            type="button"
            key={phase}
            aria-pressed={current.value?.page.phase === phase}
            aria-disabled={first < 0}
            onClick={() => first >= 0 && (cursor.value = first)}
          >
            {texts()[`phase_${phase}`]}
          </button>
        );
      })}
    </div>
  );
}

/** One number a press, both ways. */
function Steps() {
  const { backNumber, nextNumber, backLayer, nextLayer } = words.value;
  const count = lines.value.length;
  const shown = Math.min(cursor.value, count - 1);
  const atStart = shown === 0 && place.value.step === 0;
  return (
    <div class="walk-steps">
      <button
        type="button"
        class="icon"
        aria-label={backLayer}
        title={backLayer}
        aria-disabled={atStart}
        onClick={() => moveLayer(-1)}
      >
        <Icon name="backLayer" />
      </button>
      <button
        type="button"
        class="icon"
        aria-label={backNumber}
        title={backNumber}
        aria-disabled={atStart}
        onClick={() => moveNumber(-1)}
      >
        <Icon name="back" />
      </button>
      <span class="count">{fill(texts().lineOf, { line: shown + 1, lines: count })}</span>
      <button type="button" class="icon" aria-label={nextNumber} title={nextNumber} onClick={() => moveNumber(1)}>
        <Icon name="next" />
      </button>
      <button type="button" class="icon" aria-label={nextLayer} title={nextLayer} onClick={() => moveLayer(1)}>
        <Icon name="nextLayer" />
      </button>
      <label class="digits">
        <span class="unseen">{texts().digits}</span>
        <select value={digits.value} onChange={({ currentTarget }) => (digits.value = currentTarget.value as never)}>
          {DIGITS.map((each) => (
            <option key={each} value={each}>
              {texts()[`digits_${each}`]}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
