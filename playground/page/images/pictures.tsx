import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { classesOf } from '../../core/settings/settings.ts';
import { namesOf } from '../controls/class-names.ts';
import { AsTable, NumberTable } from '../controls/table.tsx';
import { Canvas } from '../paint/canvas.tsx';
import { calm } from '../state/calm.ts';
import { fill, isDark, named, words } from '../state/preferences.ts';
import { images, lookAt } from './looking.ts';
import { putPixels } from './pixels.ts';
import { texts } from './texts.ts';

/** Pictures that are shown at once. */
const MOST = 40;

/** The pictures of the set with what the network answers: those held out first, where there are some. */
export function Pictures() {
  const id = useId();
  const part = useSignal<'heldOut' | 'training'>('heldOut');
  const from = useSignal(0);
  const { picture, scene, settings } = calm.value!;
  const { training } = scene;
  const all = scene.targets.length;
  const isHeldOut = part.value === 'heldOut' && training < all;
  const [start, end] = isHeldOut ? [training, all] : [0, training];
  const first = Math.min(from.value, Math.max(0, Math.ceil((end - start) / MOST) - 1) * MOST);
  const shown = Array.from({ length: Math.min(MOST, end - start - first) }, (_, i) => start + first + i);
  const names = namesOf(classesOf(settings), scene.labels);
  const { sectionPictures, whichPictures, noSketches, picturesHint, pictureRange, earlierPictures, laterPictures } =
    texts.value;
  const { picturesTable, numberColumn, isColumn } = texts.value;
  const which = isHeldOut ? words.value.validation : words.value.training;
  const move = (by: number): void => {
    if (first + by >= 0 && first + by < end - start) from.value = first + by;
  };
  return (
    <section class="card pictures" data-part="data" aria-labelledby="pictures-heading">
      <h2 id="pictures-heading">{sectionPictures}</h2>
      {all === 0 && <p class="muted">{noSketches}</p>}
      {training < all && (
        <div class="field">
          <label for={id}>{whichPictures}</label>
          <select
            id={id}
            value={part.value}
            onChange={({ currentTarget }) => {
              part.value = currentTarget.value as 'heldOut';
              from.value = 0;
            }}
          >
            <option value="heldOut">{words.value.validation}</option>
            <option value="training">{words.value.training}</option>
          </select>
        </div>
      )}
      <div class="gallery">
        {shown.map((n) => (
          <Thumb
            key={n}
            n={n}
            which={which}
            is={names[scene.targets[n]!]!}
            answer={names[picture.answers[n]!] ?? ''}
            isLooked={picture.seen?.sample === n}
          />
        ))}
      </div>
      {end - start > MOST && (
        <div class="tools-row">
          <button type="button" aria-label={earlierPictures} aria-disabled={first === 0} onClick={() => move(-MOST)}>
            ‹
          </button>
          <span>{fill(pictureRange, { first: first + 1, last: first + shown.length, all: end - start })}</span>
          <button
            type="button"
            aria-label={laterPictures}
            aria-disabled={first + MOST >= end - start}
            onClick={() => move(MOST)}
          >
            ›
          </button>
        </div>
      )}
      <p class="muted hint">{picturesHint}</p>
      <AsTable of={sectionPictures}>
        {() => (
          <NumberTable
            caption={named(picturesTable, which)}
            corner={numberColumn}
            columns={[isColumn, words.value.answer]}
            rows={shown.map((n) => [String(n), [names[scene.targets[n]!]!, names[picture.answers[n]!] ?? '']])}
          />
        )}
      </AsTable>
    </section>
  );
}

/** A picture, its class and its answer. */
function Thumb(props: { n: number; which: string; is: string; answer: string; isLooked: boolean }) {
  const { n, which, is, answer, isLooked } = props;
  const isWrong = is !== answer;
  const name = fill(texts.value.pictureOf, { which, n, is, answer });
  const draw = (canvas: HTMLCanvasElement): void => {
    const { side = 0, pixels } = images.value ?? {};
    const dark = isDark.value;
    const own = pixels?.subarray(n * side ** 2, (n + 1) * side ** 2) ?? [];
    // Of another set, with fewer pictures, it draws once before it goes.
    if (own.length > 0) putPixels(canvas, own, 255, dark);
  };
  return (
    <button
      type="button"
      class={isWrong ? 'thumb wrong' : 'thumb'}
      title={name}
      aria-pressed={isLooked}
      onClick={() => lookAt(n)}
    >
      <Canvas class="cells" draw={draw} />
      <span class="unseen">{name}</span>
      <span aria-hidden="true">
        {isWrong ? (
          <>
            <s>{answer}</s> {is}
          </>
        ) : (
          answer
        )}
      </span>
    </button>
  );
}
