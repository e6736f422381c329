import { computed } from '@preact/signals';
import { rampColor } from 'nnfs';
import type { Picture } from '../../core/picture/picture.ts';
import type { Scene } from '../../core/picture/scene.ts';
import { LETTERS } from '../../core/settings/letters.ts';
import { LEVELS, type DrawnPoint } from '../../core/settings/points.ts';
import { SHEET } from '../../core/picture/region.ts';
import { classesOf, taskOf } from '../../core/settings/settings.ts';
import { Canvas } from '../paint/canvas.tsx';
import { paintClasses, paintNumbers } from '../paint/cells.ts';
import { Axes } from './axes.tsx';
import { Scores } from './scores.tsx';
import { calm } from '../state/calm.ts';
import { DrawingLayer } from '../drawing/drawing-layer.tsx';
import { drawing, sheet as drawn } from '../drawing/drawing.ts';
import { drawFollowed } from './followed.ts';
import { drawHatching } from './hatching.ts';
import { Mark } from '../controls/marks.tsx';
import { drawCrosses, drawCurve, drawLetters, drawPoints, drawValues, sheetOf } from '../paint/paint.ts';
import { drawResiduals } from '../paint/residuals.ts';
import { fill, hatching, isDark, isHatched, words } from '../state/preferences.ts';
import { numbersAreOpen, sample, sceneOfRun, settingsOfRun, view, type View } from '../state/state.ts';
import { AsTable, NumberTable, shortNumber } from '../controls/table.tsx';

/** What the network answers: a map of classes, or a curve. */
export function Result() {
  const { value: settings } = settingsOfRun;
  const classes = settings ? classesOf(settings) : 0;
  const task = settings ? taskOf(settings) : 'classes';
  const { sectionResult, mapPicture, curvePicture, mapLegend, curveLegend, surfaceLegend, noPoints } = words.value;
  const legend = { classes: mapLegend, curve: curveLegend, surface: surfaceLegend }[task];
  return (
    <section class="card result" aria-labelledby="result-heading">
      <h2 id="result-heading">{sectionResult}</h2>
      <div class="stage">
        <div class="map">
          <div role="img" aria-label={task === 'curve' ? curvePicture : mapPicture}>
            <Canvas class="cells" draw={drawCells} />
            {task === 'classes' && isHatched(classes) && <Canvas draw={drawLines} />}
            <Canvas draw={drawStill} />
            <Canvas draw={drawOver} />
          </div>
          {sceneOfRun.value?.targets.length === 0 && !drawing.value && <p class="empty">{noPoints}</p>}
          {drawing.value && <DrawingLayer />}
        </div>
        <Scores />
      </div>
      <div class="about-map" data-part="data">
        <p class="legend">
          {LETTERS.slice(0, classes).map((letter, k) => (
            <span key={letter} class="class">
              <Mark task="classes" mark={k} of={classes} />
              {letter} {sceneOfRun.value?.labels?.[k]}
            </span>
          ))}
          {task === 'surface' && <Ramp />}
          {task === 'classes' && (
            <label class="inline">
              <input
                type="checkbox"
                checked={isHatched(classes)}
                onChange={({ currentTarget }) => (hatching.value = currentTarget.checked ? 'on' : 'off')}
              />{' '}
              {words.value.hatching}
            </label>
          )}
          <span class="muted">
            {legend} {someOf()}
          </span>
        </p>
        <Axes />
        <AsTable of={sectionResult}>{() => <AnswerTable />}</AsTable>
      </div>
    </section>
  );
}

function drawCells(canvas: HTMLCanvasElement): void {
  const { picture, settings } = view.value ?? {};
  const dark = isDark.value;
  if (picture === undefined || settings === undefined) return;
  const { map, surface } = picture;
  if (map.classes.length > 0) paintClasses(canvas, map, classesOf(settings), dark);
  else if (surface.length > 0) paintNumbers(canvas, surface, view.value!.scene.range);
  else canvas.getContext('2d')?.clearRect(0, 0, canvas.width, canvas.height);
}

/** Lines on the parts of the map, under the points. */
function drawLines(canvas: HTMLCanvasElement): void {
  const current = view.value;
  const sheet = sheetOf(canvas, isDark.value);
  const classes = current ? classesOf(current.settings) : 0;
  if (sheet && current) drawHatching(sheet, current.picture.map, classes);
}

/** What stays the same from picture to picture; of pictures, which are shown elsewhere from the next moment on, there is none here. */
const still = computed(() => (sceneOfRun.value?.images ? undefined : sceneOfRun.value));

/** The points, but for what the network makes of them: they are many, and stay where they are. */
function drawStill(canvas: HTMLCanvasElement): void {
  const sheet = sheetOf(canvas, isDark.value);
  if (still.value === undefined || sheet === undefined) return;
  const current = view.peek()!;
  const [scene] = shownPoints(current);
  const task = taskOf(current.settings);
  if (task === 'surface') drawValues(sheet, scene);
  else if (task === 'classes')
    drawPoints(sheet, scene, Math.max(classesOf(current.settings), ...scene.targets.map((mark) => mark + 1)));
}

/** What the network makes of the points, and the letters of the classes: after the map, but a curve is the picture itself. */
function drawOver(canvas: HTMLCanvasElement): void {
  const isCurve = settingsOfRun.value && taskOf(settingsOfRun.value) === 'curve';
  const current = isCurve ? view.value : calm.value;
  const sheet = sheetOf(canvas, isDark.value);
  if (current === undefined || sheet === undefined || still.value === undefined) return;
  const { settings, picture } = current;
  const [scene, answers] = shownPoints(current);
  const task = taskOf(settings);
  if (task === 'curve') drawCurve(sheet, scene, { ...picture, answers });
  else if (task === 'surface') drawResiduals(sheet, scene, answers);
  else if (task === 'classes') {
    drawCrosses(sheet, scene, answers);
    drawLetters(sheet, picture.map);
  }
  if (numbersAreOpen.value && drawn.value === undefined) drawFollowed(sheet, scene, sample.value);
}

/** The points, and their answers: those of a drawing under way are ahead of its run. */
function shownPoints({ scene, picture, settings }: View): [scene: Scene, answers: Picture['answers']] {
  const { value: points } = drawn;
  if (points === undefined) return [scene, picture.answers];
  const task = taskOf(settings);
  const value = ({ y, mark }: DrawnPoint): number => (task === 'curve' ? y : task === 'surface' ? LEVELS[mark]! : mark);
  const targets = Float32Array.from(points, value);
  const places = Float32Array.from(points.flatMap(({ x, y }) => (task === 'curve' ? [x] : [x, y])));
  return [{ ...scene, region: SHEET, points: places, targets, training: points.length }, targets];
}

/** Of very many points, how many are shown. */
function someOf(): string {
  const { shown, samples } = sceneOfRun.value ?? {};
  if (shown === undefined || shown.length === samples) return '';
  return fill(words.value.someShown, { shown: shown.length, samples: samples! });
}

/** Which colour is which number. */
function Ramp() {
  const [low, high] = sceneOfRun.value!.range;
  const colors = Array.from({ length: 6 }, (_, i) => rampColor(i / 5)).join(', ');
  return (
    <span class="ramp">
      {shortNumber(low)} <i style={{ '--ramp': `linear-gradient(90deg, ${colors})` }} /> {shortNumber(high)}
    </span>
  );
}

/** Places of the plane in the table, a side. */
const PLACES = 9;

function AnswerTable() {
  const current = calm.value;
  if (current === undefined) return null;
  const { scene, picture } = current;
  const { left, right, bottom, top } = scene.region;
  const { mapTable, curveTable, answer } = words.value;
  const along = Array.from({ length: PLACES }, (_, i) => (i + 0.5) / PLACES);
  const { classes, leads } = picture.map;
  const xs = along.map((share) => shortNumber(left + share * (right - left)));
  if (picture.curve.length > 0) {
    const answers = along.map((share) => shortNumber(picture.curve[Math.floor(share * picture.curve.length)]!));
    return <NumberTable caption={curveTable} corner="x" columns={xs} rows={[[answer, answers]]} />;
  }
  const { surface } = picture;
  const side = Math.sqrt(classes.length + surface.length);
  const rows = along.map((down) => {
    const cells = along.map((across) => {
      const cell = Math.floor(down * side) * side + Math.floor(across * side);
      return surface.length > 0
        ? shortNumber(surface[cell]!)
        : `${LETTERS[classes[cell]!]!} ${Math.round(leads[cell]! / 2.55)}`;
    });
    return [shortNumber(top + down * (bottom - top)), cells] as const;
  });
  const { surfaceTable } = words.value;
  return (
    <NumberTable caption={surface.length > 0 ? surfaceTable : mapTable} corner="y ↓ x →" columns={xs} rows={rows} />
  );
}
