import { sizesOf } from '../../core/settings/changes.ts';
import { shownNeurons } from '../../core/picture/shown.ts';
import { follow } from '../arithmetic/walking.ts';
import { AsTable } from '../controls/table.tsx';
import { Canvas } from '../paint/canvas.tsx';
import { fill, words } from '../state/preferences.ts';
import { settings, view, way } from '../state/state.ts';
import { drawEdges } from './edges.ts';
import { AddLayer, HiddenLayer } from './hidden-layer.tsx';
import { layerKeys } from './layers.ts';
import { NeuronLine, WeightTables } from './numbers.tsx';
import { Outputs } from './outputs.tsx';

/** The network as columns of neurons, with its weights as lines. */
export function Network() {
  const { hidden } = settings.value;
  const inputs = view.value?.scene.inputs ?? ['x', 'y'];
  const { sectionNetwork, networkPicture, networkHint } = words.value;
  const shape = sizesOf(settings.value, inputs.length).join('-');
  return (
    <section class="card network" data-part="network" aria-labelledby="network-heading">
      <h2 id="network-heading">
        {sectionNetwork} <span class="shape">{shape}</span>
      </h2>
      <div class="columns" role="group" aria-label={fill(networkPicture, { shape })} onKeyDown={layerKeys}>
        <div class="sheet">
          <Canvas class="edges" draw={drawEdges} />
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
                  aria-label={`${words.value.inputs}: ${inputs[k]}`}
                  aria-pressed={(way.value[0] ?? 0) === k}
                  onClick={() => follow(-1, k)}
                >
                  {inputs[k]}
                </button>
              ))}
            </div>
          </div>
          {hidden.map((neurons, i) => (
            <>
              <AddLayer key={`+${i}`} at={i} />
              <HiddenLayer key={i} layer={i} neurons={neurons} />
            </>
          ))}
          <AddLayer at={hidden.length} />
          <Outputs layer={hidden.length} />
        </div>
      </div>
      <NeuronLine />
      <p class="muted hint">{networkHint}</p>
      <AsTable of={sectionNetwork}>{() => <WeightTables />}</AsTable>
    </section>
  );
}
