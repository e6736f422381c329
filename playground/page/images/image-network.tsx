import { NetworkCard } from '../network/network-card.tsx';
import { Canvas } from '../paint/canvas.tsx';
import { calm } from '../state/calm.ts';
import { fill, isDark } from '../state/preferences.ts';
import { settings, view } from '../state/state.ts';
import { FilterLine } from './filter-line.tsx';
import { FilterTables } from './filter-tables.tsx';
import { AddStage, StageColumns } from './stage.tsx';
import { largestOf, putPixels, putSigned } from './pixels.ts';
import { texts } from './texts.ts';

/** The network as columns: the picture, the maps of its filters, what pooling leaves of them, and neurons. */
export function ImageNetwork() {
  const { conv, hidden } = settings.value;
  const seen = calm.value?.picture.seen;
  if (seen === undefined) return null;
  const { imageNetworkPicture, imageNetworkHint, picture } = texts.value;
  const which = seen.sample === undefined ? texts.value.theDrawing : fill(texts.value.thePicture, { n: seen.sample });
  const side = calm.value?.scene.images?.side ?? 0;
  return (
    <NetworkCard
      shape={[`${side}×${side}`, ...conv, ...hidden, seen.shares.length].join('-')}
      name={fill(imageNetworkPicture, { which })}
      hint={fill(imageNetworkHint, { which })}
      drawNeuron={drawNeuron}
      numbers={<FilterLine />}
      tables={() => <FilterTables />}
    >
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
    </NetworkCard>
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
