import { computed } from '@preact/signals';
import { Icon } from '../controls/icons.tsx';
import { move, play, seek } from '../player/player.ts';
import { fill, words } from '../state/preferences.ts';
import { moveLayer } from '../arithmetic/walking.ts';
import { areHidden, place, playing, pulling, speed, target } from '../state/state.ts';

/** Time: on, back, and to any epoch. */
export function Clock() {
  return (
    <footer class="clock" aria-label={words.value.time}>
      <Buttons />
      <Course />
    </footer>
  );
}

const isAtStart = computed(() => place.value.step === 0);
const hasBatches = computed(() => place.value.each > 1);

/** These stay as they are from picture to picture. */
function Buttons() {
  const { play: playText, pause, reset, backEpoch, backBatch, nextBatch, nextEpoch } = words.value;
  const off = isAtStart.value;
  return (
    <div class="buttons">
      <Button name={reset} icon="reset" off={off} onClick={() => seek(0)} />
      <Button name={backEpoch} icon="backEpoch" off={off} onClick={() => move(-1, 'epoch')} />
      {hasBatches.value && <Button name={backBatch} icon="back" off={off} onClick={() => move(-1, 'step')} />}
      <Button name={words.value.backLayer} icon="backLayer" kind="layer" onClick={() => moveLayer(-1)} />
      <button type="button" class="play" onClick={play} title={playing.value ? pause : playText}>
        <Icon name={playing.value ? 'pause' : 'play'} />
        <span>{playing.value ? pause : playText}</span>
      </button>
      <Button name={words.value.nextLayer} icon="nextLayer" kind="layer" onClick={() => moveLayer(1)} />
      {hasBatches.value && <Button name={nextBatch} icon="next" onClick={() => move(1, 'step')} />}
      <Button name={nextEpoch} icon="nextEpoch" onClick={() => move(1, 'epoch')} />
    </div>
  );
}

/** Where the run stands, and how far it has been. */
function Course() {
  const { step, reached, each, epoch, within } = place.value;
  const shown = target.value === undefined ? epoch : Math.floor(target.value / each);
  const furthest = Math.max(Math.floor(reached / each), shown);
  return (
    <>
      <input
        class="seek"
        type="range"
        min={0}
        max={Math.max(1, furthest)}
        step={1}
        value={shown}
        aria-label={words.value.seek}
        aria-valuetext={fill(words.value.seekText, { epoch: shown, reached: furthest })}
        onInput={(event) => seek(event.currentTarget.valueAsNumber * each)}
      />
      <p class="place">
        <span>
          {words.value.epoch}{' '}
          <strong data-step={step} data-still={!pulling.value}>
            {epoch.toLocaleString('en')}
          </strong>{' '}
          / {furthest.toLocaleString('en')}
        </span>
        {each > 1 && !areHidden('steps') && (
          <span class="muted">{fill(words.value.step, { step: within, steps: each })}</span>
        )}
        <span class="muted pace">
          {target.value !== undefined
            ? words.value.working
            : playing.value && `${Math.round(speed.value).toLocaleString('en')} ${words.value.epochs}`}
        </span>
      </p>
    </>
  );
}

function Button(props: {
  name: string;
  icon: Parameters<typeof Icon>[0]['name'];
  kind?: string;
  off?: boolean;
  onClick: () => void;
}) {
  const { name, icon, kind = '', off = false, onClick } = props;
  return (
    <button
      type="button"
      class={`icon ${kind}`}
      aria-label={name}
      title={name}
      aria-disabled={off}
      onClick={() => off || onClick()}
    >
      <Icon name={icon} />
    </button>
  );
}
