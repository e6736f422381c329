import { sizesOf } from '../../core/settings/changes.ts';
import { shownNeurons } from '../../core/picture/shown.ts';
import { follow } from '../arithmetic/walking.ts';
import { fill, named, words } from '../state/preferences.ts';
import { sceneOfRun, settings, way } from '../state/state.ts';
import { NetworkCard } from './network-card.tsx';

/** The network as columns of neurons, with its weights as lines. */
export function Network() {
  const inputs = sceneOfRun.value?.inputs ?? ['x', 'y'];
  const { networkPicture, networkHint } = words.value;
  const shape = sizesOf(settings.value, inputs.length).join('-');
  return (
    <NetworkCard shape={shape} name={fill(networkPicture, { shape })} hint={networkHint}>
      <div class="column">
        <h3>{words.value.inputs}</h3>
        <div class="stack" data-column={0}>
          {shownNeurons(inputs.length).map((k, i) => (
            <button
              type="button"
              key={k}
              class="node input"
              data-node={i}
              title={inputs[k]}
              aria-label={named(words.value.inputs, inputs[k]!)}
              aria-pressed={(way.value[0] ?? 0) === k}
              onClick={() => follow(-1, k)}
            >
              {inputs[k]}
            </button>
          ))}
        </div>
      </div>
    </NetworkCard>
  );
}
