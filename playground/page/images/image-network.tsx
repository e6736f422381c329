import { AsTable } from '../controls/table.tsx';
import { drawEdges } from '../network/edges.ts';
import { AddLayer, HiddenLayer } from '../network/hidden-layer.tsx';
import { layerKeys } from '../network/layers.ts';
import { NeuronLine, WeightTables } from '../network/numbers.tsx';
import { Outputs } from '../network/outputs.tsx';
import { Canvas } from '../paint/canvas.tsx';
import { calm } from '../state/calm.ts';
import { fill, isDark, words } from '../state/preferences.ts';
import { settings, view } from '../state/state.ts';
import { FilterTables } from './filter-tables.tsx';
import { AddStage, StageColumns } from './stage.tsx';
import { largestOf, putPixels, putSigned } from './pixels.ts';
import { texts } from './texts.ts';

/** The network as columns: the picture, the maps of its filters, what pooling leaves of them, and neurons. */
export function ImageNetwork() {
  const { conv, hidden } = settings.value;
  const seen = calm.value?.picture.seen;
  if (seen === undefined) return null;
  const { sectionNetwork } = words.value;
  const { imageNetworkPicture, imageNetworkHint, picture } = texts.value;
  const which = seen.sample === undefined ? texts.value.theDrawing : fill(texts.value.thePicture, { n: seen.sample });
  const side = calm.value?.scene.images?.side ?? 0;
  const shape = [`${side}×${side}`, ...conv, ...hidden, seen.shares.length].join('-');
  return (
    <section class="card network" data-part="network" aria-labelledby="network-heading">
      <h2 id="network-heading">
        {sectionNetwork} <span class="shape">{shape}</span>
      </h2>
      <div class="columns" role="group" aria-label={fill(imageNetworkPicture, { which })} onKeyDown={layerKeys}>
        <div class="sheet">
          <Canvas class="edges" draw={drawEdges} />
          <div class="column">
            <h3>{picture}</h3>
            <div class="stack">
              <div class="feature picture" role="img" aria-label={which}>
                <Canvas draw={drawPicture} />
              </div>
            </div>
          </div>
          {conv.map((filters, k) => (
            <>
              <AddStage key={`+${k}`} at={k} />
              <StageColumns key={k} stage={k} filters={filters} />
            </>
          ))}
          <AddStage at={conv.length} />
          <span class="flat" data-column={0} />
          {hidden.map((neurons, i) => (
            <>
              <AddLayer key={`+${i}`} at={i} />
              <HiddenLayer key={i} layer={i} neurons={neurons} draw={drawNeuron} />
            </>
          ))}
          <AddLayer at={hidden.length} />
          <Outputs layer={hidden.length} />
        </div>
      </div>
      <NeuronLine />
      <p class="muted hint">{fill(imageNetworkHint, { which })}</p>
      <AsTable of={sectionNetwork}>
        {() => (
          <>
            <FilterTables />
            <WeightTables />
          </>
        )}
      </AsTable>
    </section>
  );
}

function drawPicture(canvas: HTMLCanvasElement): void {
  const { seen } = view.value?.picture ?? {};
  const dark = isDark.value;
  if (seen !== undefined) putPixels(canvas, seen.pixels, 1, dark);
}

/** What a neuron answers: one colour. */
function drawNeuron(canvas: HTMLCanvasElement, layer: number, neuron: number): void {
  const values = view.value?.picture.seen?.hidden[layer];
  const dark = isDark.value;
  if (values !== undefined) putSigned(canvas, 1, () => values[neuron] ?? 0, largestOf(values), dark);
}
