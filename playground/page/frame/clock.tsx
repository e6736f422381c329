import { Icon } from '../controls/icons.tsx';
import { move, play, seek } from '../player/player.ts';
import { fill, words } from '../state/preferences.ts';
import { moveLayer } from '../arithmetic/walking.ts';
import { areHidden, place, playing, speed, target } from '../state/state.ts';

/** Time: on, back, and to any epoch. */
export function Clock() {
  const { play: playText, pause, reset, backEpoch, backBatch, nextBatch, nextEpoch, seek: seekText } = words.value;
  const { step, reached, each, epoch, within } = place.value;
  const shown = target.value === undefined ? epoch : Math.floor(target.value / each);
  const furthest = Math.max(Math.floor(reached / each), shown);
  return (
    <footer class="clock" aria-label={words.value.time}>
      <div class="buttons">
        <Button name={reset} icon="reset" off={step === 0} onClick={() => seek(0)} />
        <Button name={backEpoch} icon="backEpoch" off={step === 0} onClick={() => move(-1, 'epoch')} />
        {each > 1 && <Button name={backBatch} icon="back" off={step === 0} onClick={() => move(-1, 'step')} />}
        <Button name={words.value.backLayer} icon="backLayer" kind="layer" onClick={() => moveLayer(-1)} />
        <button type="button" class="play" onClick={play} title={playing.value ? pause : playText}>
          <Icon name={playing.value ? 'pause' : 'play'} />
          <span>{playing.value ? pause : playText}</span>
        </button>
        <Button name={words.value.nextLayer} icon="nextLayer" kind="layer" onClick={() => moveLayer(1)} />
        {each > 1 && <Button name={nextBatch} icon="next" onClick={() => move(1, 'step')} />}
        <Button name={nextEpoch} icon="nextEpoch" onClick={() => move(1, 'epoch')} />
      </div>
      <input
        class="seek"
        type="range"
        min={0}
        max={Math.max(1, furthest)}
        step={1}
        value={shown}
        aria-label={seekText}
        aria-valuetext={fill(words.value.seekText, { epoch: shown, reached: furthest })}
        onInput={(event) => seek(event.currentTarget.valueAsNumber * each)}
      />
      <p class="place">
        <span>
          {words.value.epoch} <strong data-step={step}>{epoch.toLocaleString('en')}</strong> /{' '}
          {furthest.toLocaleString('en')}
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
    </footer>
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
