import { classColors, classShapes } from 'nnfs';
import { LETTERS } from '../core/letters.ts';
import { classesOf } from '../core/settings.ts';
import { Canvas } from './canvas.tsx';
import { calm } from './calm.ts';
import { drawFollowed } from './followed.ts';
import { drawCurve, drawLetters, drawPoints, mapPixels, sheetOf } from './paint.ts';
import { isDark, words } from './preferences.ts';
import { numbersAreOpen, sample, view } from './state.ts';
import { AsTable, NumberTable, shortNumber } from './table.tsx';

/** What the network answers: a map of classes, or a curve. */
export function Result() {
  const classes = calm.value ? classesOf(calm.value.settings) : 0;
  const { sectionResult, mapPicture, curvePicture, mapLegend, curveLegend } = words.value;
  return (
    <section class="card result" aria-labelledby="result-heading">
      <h2 id="result-heading">{sectionResult}</h2>
      <div class="map" role="img" aria-label={classes > 0 ? mapPicture : curvePicture}>
        <Canvas class="cells" draw={drawCells} />
        <Canvas draw={drawOver} />
      </div>
      <p class="legend">
        {LETTERS.slice(0, classes).map((letter, k) => (
          <span key={letter} class="class">
            <svg viewBox="-6 -6 12 12" width="14" height="14" aria-hidden="true">
              <path d={classShapes[k]} fill={classColors(classes)[k]} />
            </svg>
            {letter}
          </span>
        ))}
        <span class="muted">{classes > 0 ? mapLegend : curveLegend}</span>
      </p>
      <Scores />
      <AsTable of={sectionResult}>{() => <AnswerTable />}</AsTable>
    </section>
  );
}

function drawCells(canvas: HTMLCanvasElement): void {
  const { picture, settings } = view.value ?? {};
  const dark = isDark.value;
  if (picture === undefined || settings === undefined) return;
  const { map } = picture;
  const side = Math.max(1, Math.sqrt(map.classes.length));
  if (canvas.width !== side) [canvas.width, canvas.height] = [side, side];
  const context = canvas.getContext('2d');
  if (map.classes.length === 0) context?.clearRect(0, 0, side, side);
  else context?.putImageData(mapPixels(map, classesOf(settings), dark), 0, 0);
}

function drawOver(canvas: HTMLCanvasElement): void {
  const current = view.value;
  const sheet = sheetOf(canvas, isDark.value);
  if (current === undefined || sheet === undefined) return;
  const { scene, picture, settings } = current;
  const classes = classesOf(settings);
  if (classes === 0) drawCurve(sheet, scene, picture);
  else {
    drawPoints(sheet, scene, picture, classes);
    drawLetters(sheet, picture.map, classes);
  }
  if (numbersAreOpen.value) drawFollowed(sheet, scene, sample.value);
}

function Scores() {
  const current = calm.value;
  if (current === undefined) return null;
  const { loss, accuracy, accuracyClose, training, validation } = words.value;
  const { scores } = current.picture;
  const shareName = classesOf(current.settings) > 0 ? accuracy : accuracyClose;
  const parts = [
    [training, scores.training] as const,
    ...(scores.heldOut ? [[validation, scores.heldOut] as const] : []),
  ];
  return (
    <dl class="scores">
      {parts.map(([name, score]) => (
        <div key={name} class={name === training ? 'of-training' : 'of-validation'}>
          <dt>{name}</dt>
          <dd>
            <span>
              <small>{loss}</small>{' '}
              <output data-score={name === training ? 'loss' : 'validation-loss'}>{score.loss.toFixed(4)}</output>
            </span>
            <span>
              <small>{shareName}</small> {(100 * score.accuracy).toFixed(1)} %
            </span>
          </dd>
        </div>
      ))}
    </dl>
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
  if (classes.length === 0) {
    const answers = along.map((share) => shortNumber(picture.curve[Math.floor(share * picture.curve.length)]!));
    return <NumberTable caption={curveTable} corner="x" columns={xs} rows={[[answer, answers]]} />;
  }
  const side = Math.sqrt(classes.length);
  const rows = along.map((down) => {
    const cells = along.map((across) => {
      const cell = Math.floor(down * side) * side + Math.floor(across * side);
      return `${LETTERS[classes[cell]!]!} ${Math.round(leads[cell]! / 2.55)}`;
    });
    return [shortNumber(top + down * (bottom - top)), cells] as const;
  });
  return <NumberTable caption={mapTable} corner="y ↓ x →" columns={xs} rows={rows} />;
}
