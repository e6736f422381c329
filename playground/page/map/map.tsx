import { computed } from '@preact/signals';
import { rampColor } from 'nnfs';
import type { Picture } from '../../core/picture/picture.ts';
import type { Scene } from '../../core/picture/scene.ts';
import { LETTERS } from '../../core/settings/letters.ts';
import { LEVELS, type DrawnPoint } from '../../core/settings/points.ts';
import { SHEET } from '../../core/picture/region.ts';
import { classesOf, taskOf } from '../../core/settings/settings.ts';
import { Canvas } from '../paint/canvas.tsx';
import { Axes } from './axes.tsx';
import { Scores } from './scores.tsx';
import { calm } from '../state/calm.ts';
import { DrawingLayer } from '../drawing/drawing-layer.tsx';
import { drawing, sheet as drawn } from '../drawing/drawing.ts';
import { drawFollowed } from './followed.ts';
import { drawHatching } from './hatching.ts';
import { Mark } from '../controls/marks.tsx';
import {
  drawCrosses,
  drawCurve,
  drawLetters,
  drawPoints,
  drawValues,
  mapPixels,
  sheetOf,
  surfacePixels,
} from '../paint/paint.ts';
import { drawResiduals } from '../paint/residuals.ts';
import { fill, hatching, isDark, isHatched, words } from '../state/preferences.ts';
import { numbersAreOpen, sample, view, type View } from '../state/state.ts';
import { AsTable, NumberTable, shortNumber } from '../controls/table.tsx';

/** What the network answers: a map of classes, or a curve. */
export function Result() {
  const classes = calm.value ? classesOf(calm.value.settings) : 0;
  const task = calm.value ? taskOf(calm.value.settings) : 'classes';
  const { sectionResult, mapPicture, curvePicture, mapLegend, curveLegend, surfaceLegend, noPoints } = words.value;
  const legend = { classes: mapLegend, curve: curveLegend, surface: surfaceLegend }[task];
  return (
    <section class="card result" aria-labelledby="result-heading">
      <h2 id="result-heading">{sectionResult}</h2>
      <div class="stage">
        <div class="map">
          <div role="img" aria-label={task === 'curve' ? curvePicture : mapPicture}>
            <Canvas class="cells" draw={drawCells} />
            <Canvas draw={drawLines} />
            <Canvas draw={drawStill} />
            <Canvas draw={drawOver} />
          </div>
          {calm.value?.scene.targets.length === 0 && !drawing.value && <p class="empty">{noPoints}</p>}
          {drawing.value && <DrawingLayer />}
        </div>
        <Scores />
      </div>
      <div class="about-map" data-part="data">
        <p class="legend">
          {LETTERS.slice(0, classes).map((letter, k) => (
            <span key={letter} class="class">
              <Mark task="classes" mark={k} of={classes} />
              {letter} {calm.value?.scene.labels?.[k]}
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
  const side = Math.max(1, Math.sqrt(map.classes.length + surface.length));
  if (canvas.width !== side) [canvas.width, canvas.height] = [side, side];
  const context = canvas.getContext('2d');
  if (map.classes.length > 0) context?.putImageData(mapPixels(map, classesOf(settings), dark), 0, 0);
  else if (surface.length > 0) context?.putImageData(surfacePixels(surface, view.value!.scene.range), 0, 0);
  else context?.clearRect(0, 0, side, side);
}

/** Lines on the parts of the map, under the points. */
function drawLines(canvas: HTMLCanvasElement): void {
  const current = view.value;
  const sheet = sheetOf(canvas, isDark.value);
  const classes = current ? classesOf(current.settings) : 0;
  if (sheet && current && classes > 0 && isHatched(classes)) drawHatching(sheet, current.picture.map, classes);
}

/** What stays the same from picture to picture; of pictures, which are shown elsewhere from the next moment on, there is none here. */
const still = computed(() => (view.value?.scene.images ? undefined : view.value?.scene));

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

/** What the network makes of the points, and the letters of the classes. */
function drawOver(canvas: HTMLCanvasElement): void {
  const current = view.value;
  const sheet = sheetOf(canvas, isDark.value);
  if (current === undefined || sheet === undefined || still.value === undefined) return;
  const { settings, picture } = current;
  const [scene, answers] = shownPoints(current);
  const task = taskOf(settings);
  if (task === 'curve') drawCurve(sheet, scene, { ...picture, answers });
  else if (task === 'surface') drawResiduals(sheet, scene, answers);
  else if (task === 'classes') {
    drawCrosses(sheet, scene, answers);
    drawLetters(sheet, picture.map, classesOf(settings));
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
  const { shown, samples } = calm.value?.scene ?? {};
  if (shown === undefined || shown.length === samples) return '';
  return fill(words.value.someShown, { shown: shown.length, samples: samples! });
}

/** Which colour is which number. */
function Ramp() {
  const [low, high] = calm.value!.scene.range;
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
