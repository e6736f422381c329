import { settingsAfter, type Change, type Recipe } from '../../core/settings/changes.ts';
import { differenceOf } from '../../core/picture/difference.ts';
import type { Outline } from '../../core/picture/picture.ts';
import { NAMES, classesOf, ruleOf, type Name, type Settings } from '../../core/settings/settings.ts';
import type { Words } from '../../words/english.ts';
import { Canvas } from '../paint/canvas.tsx';
import { calm } from '../state/calm.ts';
import { paintCells, paintClasses, paintNumbers, paintSigned } from '../paint/cells.ts';
import { drawCurve, sheetOf } from '../paint/paint.ts';
import { channels, pixelsBetween, surface } from '../paint/palette.ts';
import { shortNumber } from '../controls/table.tsx';
import { keep } from '../player/player.ts';
import { fill, isDark, named, ofPart, words } from '../state/preferences.ts';
import { against, areHidden, recipe, tables, view } from '../state/state.ts';

/** Another run beside this one, and where their answers differ. */
export function Compare() {
  const { sectionCompare, keepRun, stopComparing, compareHint, runA, difference } = words.value;
  const kept = against.value;
  const other = calm.value?.picture.other;
  return (
    <section class="card compare" data-part="curves" aria-labelledby="compare-heading">
      <h2 id="compare-heading">{sectionCompare}</h2>
      <button type="button" onClick={() => keep(kept === undefined)}>
        {kept === undefined ? keepRun : stopComparing}
      </button>
      {(kept === undefined || other === undefined) && <p class="muted hint">{compareHint}</p>}
      {kept !== undefined && other !== undefined && (
        <>
          <Differences from={kept} to={recipe.value} />
          <div class="pair-of-maps">
            {hasMap(other) && (
              <div role="img" aria-label={named(runA, words.value.sectionResult)}>
                <div class="map small">
                  <Canvas class="cells" draw={drawOther} />
                  <Canvas draw={drawOtherCurve} />
                </div>
                <p>{runA}</p>
              </div>
            )}
            {hasPlane(other) && (
              <div role="img" aria-label={difference}>
                <div class="map small">
                  <Canvas class="cells" draw={drawDifference} />
                </div>
                <p>{difference}</p>
              </div>
            )}
          </div>
          <Figures other={other} />
        </>
      )}
    </section>
  );
}

const isOfClasses = ({ map }: Outline): boolean => map.classes.length > 0 && view.value!.picture.map.classes.length > 0;

const isOfNumbers = ({ surface: values }: Outline): boolean =>
  values.length > 0 && view.value!.picture.surface.length > 0;

const hasPlane = (other: Outline): boolean => isOfClasses(other) || isOfNumbers(other);

/** Whether it answers on a plane or over a line; pictures have no place there. */
const hasMap = ({ map, curve, surface: values }: Outline): boolean =>
  map.classes.length + curve.length + values.length > 0;

/** What sets the two apart: settings, and changes on the way. */
function Differences({ from, to }: { from: Recipe; to: Recipe }) {
  const [before, after] = [settingsAfter(from), settingsAfter(to)];
  const names = NAMES.filter((name) => ruleOf(name).write(before[name]) !== ruleOf(name).write(after[name]));
  const known = new Set(from.changes.map((change) => JSON.stringify(change)));
  const typed = to.changes.flatMap((change) => ('name' in change || known.has(JSON.stringify(change)) ? [] : [change]));
  return (
    <ul class="differences">
      {names.map((name) => (
        <li key={name}>
          {named(words.value[name], shortly(name, before))} → <strong>{shortly(name, after)}</strong>
          {sinceOf(to.changes.find((change) => 'name' in change && change.name === name))}
        </li>
      ))}
      {typed.map((change) => (
        <li key={JSON.stringify(change)}>
          {fill(words.value.typedWeight, { value: change.value })}
          {sinceOf(change)}
        </li>
      ))}
    </ul>
  );
}

/** The most of a setting that is shown: a drawing is a long text. */
const MOST = 24;

/** What a reader wrote or drew is no word of the page, though it may look like one. */
const OWN: readonly Name[] = ['target', 'points', 'sketches'];

function shortly(name: Name, settings: Settings): string {
  const text = ruleOf(name).write(settings[name]);
  const known = name === 'table' ? tables.value.find(({ id }) => id === text)?.name : words.value[text as keyof Words];
  const shown = (OWN.includes(name) ? undefined : known) ?? text;
  if (shown === '') return '–';
  return shown.length > MOST ? `${shown.slice(0, MOST)}…` : shown;
}

const sinceOf = (change: Change | undefined): string =>
  change === undefined ? '' : ` ${fill(words.value.fromStep, { step: change.step })}`;

/** Losses, and how much of the plane and of the points is answered otherwise. */
function Figures({ other }: { other: Outline }) {
  const current = calm.value!;
  const { loss, accuracy, accuracyClose, runA, runB, differingPlane, differingPoints, differingNumbers } = words.value;
  const { compareTable, training, validation } = words.value;
  const classes = classesOf(current.settings);
  const mine = current.picture;
  const isHeldOut = mine.scores.heldOut !== undefined && other.scores.heldOut !== undefined;
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const scores = [
    [ofPart(loss, training), (of: Outline) => (areHidden('losses') ? '?' : of.scores.training.loss.toFixed(4))],
    [
      ofPart(classes > 0 ? accuracy : accuracyClose, isHeldOut ? validation : training),
      (of: Outline) => percent((isHeldOut ? of.scores.heldOut! : of.scores.training).accuracy),
    ],
  ] as const;
  const differing = mine.map.classes.filter((value, i) => value !== other.map.classes[i]).length;
  const apart = differenceOf(mine.surface, other.surface);
  const points = mine.answers.filter((value, i) => value !== other.answers[i]).length;
  return (
    <>
      <table aria-label={compareTable}>
        <thead>
          <tr>
            <td />
            <th scope="col">{runA}</th>
            <th scope="col">{runB}</th>
          </tr>
        </thead>
        <tbody>
          {scores.map(([name, text]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{text(other)}</td>
              <td>{text(mine)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {isOfClasses(other) && (
        <p class="muted hint" data-differing-share={differing / mine.map.classes.length}>
          {fill(differingPlane, { share: percent(differing / mine.map.classes.length) })}{' '}
          {mine.answers.length === other.answers.length &&
            fill(differingPoints, { n: points, of: mine.answers.length })}
        </p>
      )}
      {apart && (
        <p class="muted hint" data-differing-most={apart.most}>
          {fill(differingNumbers, { mean: shortNumber(apart.mean), most: shortNumber(apart.most) })}
        </p>
      )}
    </>
  );
}

function drawOther(canvas: HTMLCanvasElement): void {
  const { settings, picture, scene } = view.value ?? {};
  const dark = isDark.value;
  const { map, surface: values } = picture?.other ?? {};
  if (settings === undefined || map === undefined || values === undefined) return;
  if (values.length > 0) paintNumbers(canvas, values, scene!.range);
  if (map.classes.length === 0) return;
  const classes = Math.max(classesOf(against.value?.settings ?? settings), classesOf(settings));
  paintClasses(canvas, map, classes, dark);
}

function drawOtherCurve(canvas: HTMLCanvasElement): void {
  const { scene, picture } = view.value ?? {};
  const sheet = sheetOf(canvas, isDark.value);
  const other = picture?.other;
  if (sheet === undefined || scene === undefined || other === undefined || other.curve.length === 0) return;
  if (other.answers.length === scene.targets.length) drawCurve(sheet, scene, { ...picture!, ...other });
}

/** Where the two answer with other classes, and elsewhere paper; of numbers blue where this run answers more, orange where less. */
function drawDifference(canvas: HTMLCanvasElement): void {
  const { picture } = view.value ?? {};
  const dark = isDark.value;
  const apart = picture?.other && differenceOf(picture.surface, picture.other.surface);
  if (apart) paintSigned(canvas, apart.cells, dark);
  const [mine, theirs] = [picture?.map.classes, picture?.other?.map.classes];
  if (mine === undefined || theirs?.length !== mine.length || mine.length === 0) return;
  const side = Math.sqrt(mine.length);
  const { paper, ink } = surface(dark);
  // Striped, so that it is no question of colour.
  const colors = pixelsBetween(channels(paper), channels(ink), [0.06, 0.85, 0.6]);
  paintCells(canvas, mine.length, (pixels) => {
    for (let cell = 0; cell < pixels.length; cell++) {
      const isStripe = (cell + Math.floor(cell / side)) % 4 < 2;
      pixels[cell] = colors[mine[cell] === theirs[cell] ? 0 : isStripe ? 1 : 2]!;
    }
  });
}
