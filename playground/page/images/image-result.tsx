import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { MOST_SKETCHES } from '../../core/settings/sketches.ts';
import { classesOf, isImages, sketchesOf } from '../../core/settings/settings.ts';
import { namesOf } from '../controls/class-names.ts';
import { AsTable, NumberTable, shortNumber } from '../controls/table.tsx';
import { Scores } from '../map/scores.tsx';
import { Canvas } from '../paint/canvas.tsx';
import { calm } from '../state/calm.ts';
import { fill, isDark, named, words } from '../state/preferences.ts';
import { settings, view } from '../state/state.ts';
import { addSketch, clearSheet, fits, isFitted, removeSketch, strokes, undoStroke } from './looking.ts';
import { Pictures } from './pictures.tsx';
import { putPixels } from './pixels.ts';
import { Sheet } from './sheet.tsx';
import { texts } from './texts.ts';

/** The sheet, the picture that is looked at, and what the network says of it; and the pictures of the set. */
export function ImageResult() {
  const { sectionResult } = words.value;
  const { seenAs, theDrawing, pixelTable, row } = texts.value;
  const { picture, scene } = calm.value ?? {};
  const { seen } = picture ?? {};
  if (seen === undefined || scene?.images === undefined) return null;
  const { side } = scene.images;
  const which = seen.sample === undefined ? theDrawing : fill(texts.value.thePicture, { n: seen.sample });
  return (
    <>
      <section class="card result" aria-labelledby="result-heading">
        <h2 id="result-heading">{sectionResult}</h2>
        <div class="stage">
          <div class="sheets">
            <Sheet />
            <div
              class="pad"
              role="img"
              aria-label={named(fill(seenAs, { side }), which)}
              title={fill(seenAs, { side })}
            >
              <Canvas class="cells" draw={drawSeen} />
            </div>
          </div>
          <Says />
          <Scores />
        </div>
        <div class="about-map" data-part="data">
          <Shares />
          <Tools />
          <AsTable of={sectionResult}>
            {() => (
              <NumberTable
                caption={fill(pixelTable, { which })}
                corner={row}
                columns={Array.from({ length: side }, (_, i) => String(i))}
                rows={Array.from({ length: side }, (_, i) => [
                  String(i),
                  [...seen.pixels.subarray(i * side, (i + 1) * side)].map(shortNumber),
                ])}
              />
            )}
          </AsTable>
        </div>
      </section>
      <Pictures />
    </>
  );
}

function drawSeen(canvas: HTMLCanvasElement): void {
  const { seen } = view.value?.picture ?? {};
  const dark = isDark.value;
  if (seen !== undefined) putPixels(canvas, seen.pixels, 1, dark);
}

const percent = (share: number): string => (100 * share).toFixed(1);

/** The classes, how sure the network is of each, and of which most. */
function sharesOf() {
  const { picture, settings: now, scene } = calm.value!;
  const { shares } = picture.seen!;
  const best = shares.indexOf(shares.reduce((a, b) => Math.max(a, b), 0));
  return { names: namesOf(classesOf(now), scene.labels), shares, best };
}

/** What it answers. */
function Says() {
  const { names, shares, best } = sharesOf();
  return (
    <p class="says">{fill(texts.value.says, { name: names[best] ?? '', percent: percent(shares[best] ?? NaN) })}</p>
  );
}

/** How sure the network is of each class. */
function Shares() {
  const { names, shares, best } = sharesOf();
  const { classColumn, shareColumn } = texts.value;
  return (
    <table class="shares" aria-label={shareColumn}>
      <thead class="unseen">
        <tr>
          <th scope="col">{classColumn}</th>
          <th scope="col">{shareColumn}</th>
        </tr>
      </thead>
      <tbody>
        {names.map((name, k) => (
          <tr key={name} class={k === best ? 'best' : undefined}>
            <th scope="row">{name}</th>
            <td style={{ '--share': `${percent(shares[k]!)}%` }}>{percent(shares[k]!)} %</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What is done with a drawing. */
function Tools() {
  const id = useId();
  const mark = useSignal(0);
  const { value: now } = settings;
  if (!isImages(now)) return null;
  const { fits: fitsText, undoStroke: undo, clearSheet: clear, asClass, addSketch: add, ownSketches } = texts.value;
  const names = namesOf(classesOf(now), calm.value?.scene.labels);
  const own = sketchesOf(now);
  const empty = strokes.value.length === 0;
  return (
    <div class="draw">
      <div class="tools-row">
        <button type="button" aria-disabled={empty} onClick={undoStroke}>
          {undo}
        </button>
        <button type="button" aria-disabled={empty} onClick={clearSheet}>
          {clear}
        </button>
        <label class="inline" for={id}>
          {asClass}
        </label>
        <select id={id} value={mark.value} onChange={({ currentTarget }) => (mark.value = Number(currentTarget.value))}>
          {names.map((name, k) => (
            <option key={name} value={k}>
              {name}
            </option>
          ))}
        </select>
        <button
          type="button"
          aria-disabled={empty || own.length >= MOST_SKETCHES}
          onClick={() => addSketch(Math.min(mark.value, names.length - 1))}
        >
          {add}
        </button>
      </div>
      <label class="inline">
        <input
          type="checkbox"
          checked={isFitted()}
          onChange={({ currentTarget }) => (fits.value = currentTarget.checked)}
        />{' '}
        {fitsText}
      </label>
      {own.length > 0 && (
        <>
          <p class="note">{fill(ownSketches, { n: own.length, most: MOST_SKETCHES })}</p>
          <div class="gallery">
            {own.map((sketch, i) => (
              <button
                type="button"
                key={i}
                class="thumb"
                aria-label={fill(texts.value.removeSketch, { n: i, name: names[sketch.mark]! })}
                title={fill(texts.value.removeSketch, { n: i, name: names[sketch.mark]! })}
                onClick={() => removeSketch(sketch)}
              >
                <Canvas class="cells" draw={(canvas) => putPixels(canvas, sketch.pixels, 16, isDark.value)} />
                <span>{names[sketch.mark]} ×</span>
              </button>
            ))}
          </div>
        </>
      )}
    </div>
  );
}
