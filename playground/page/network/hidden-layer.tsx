import { useComputed } from '@preact/signals';
import { SMALL } from '../../core/picture/picture.ts';
import { shownNeurons } from '../../core/picture/shown.ts';
import { MOST_LAYERS, MOST_NEURONS, taskOf } from '../../core/settings/settings.ts';
import { follow } from '../arithmetic/walking.ts';
import { Canvas } from '../paint/canvas.tsx';
import { paintSigned } from '../paint/cells.ts';
import { drawSmallCurve, sheetOf } from '../paint/paint.ts';
import { fill, isDark, words } from '../state/preferences.ts';
import { chosen, settings, view } from '../state/state.ts';
import { AddButton } from './add-button.tsx';
import { ColumnHead } from './column-head.tsx';
import { addLayer, addNeurons, removeLayer } from './layers.ts';

/** A place for another layer. */
export function AddLayer({ at }: { at: number }) {
  const { hidden } = settings.value;
  const { addLayer: text, insertLayer } = words.value;
  const name = at === hidden.length ? text : fill(insertLayer, { layer: at + 1 });
  return <AddButton name={name} isFull={hidden.length === MOST_LAYERS} onAdd={() => addLayer(at)} />;
}

/** The size of a neuron, in pixels, so that a column is about as high as the page. */
const sideOf = (shown: number): number => Math.min(34, Math.max(20, Math.floor(470 / shown) - GAP));
const GAP = 5;

/** Draws a neuron, whose place is that among those shown. */
export type DrawNeuron = (canvas: HTMLCanvasElement, layer: number, neuron: number, place: number) => void;

/** A column of neurons, which may be more or fewer, or go. */
export function HiddenLayer(props: { layer: number; neurons: number; draw?: DrawNeuron | undefined }) {
  const { layer, neurons, draw = drawMap } = props;
  const { more, fewer, hiddenNeurons, removeLayer: remove } = words.value;
  const shown = shownNeurons(neurons);
  const name = { layer: layer + 1 };
  return (
    <div class="column">
      <ColumnHead
        title={fill(words.value.layer, name)}
        remove={fill(remove, name)}
        more={fill(more, name)}
        fewer={fill(fewer, name)}
        count={neurons}
        most={MOST_NEURONS}
        onRemove={() => removeLayer(layer)}
        onAdd={(by) => addNeurons(layer, by)}
      />
      <div class="stack" data-column={layer + 1} style={{ '--side': `${sideOf(shown.length)}px` }}>
        {shown.map((neuron, i) => (
          <>
            {i > 0 && neuron !== shown[i - 1]! + 1 && (
              <span class="gap">{fill(hiddenNeurons, { n: neurons - shown.length })}</span>
            )}
            <Neuron
              key={neuron}
              layer={layer}
              neuron={neuron}
              place={i}
              draw={(canvas) => draw(canvas, layer, neuron, i)}
            />
          </>
        ))}
      </div>
    </div>
  );
}

/** What a neuron answers all over the plane, or along the line. */
function drawMap(canvas: HTMLCanvasElement, layer: number, _: number, place: number): void {
  const maps = view.value?.picture.neurons[layer];
  const dark = isDark.value;
  if (maps === undefined || view.value === undefined) return;
  if (taskOf(view.value.settings) === 'curve') {
    const sheet = sheetOf(canvas, dark);
    if (sheet) drawSmallCurve(sheet, maps.subarray(place * SMALL, (place + 1) * SMALL));
    return;
  }
  const values = maps.subarray(place * SMALL ** 2, (place + 1) * SMALL ** 2);
  if (values.length > 0) paintSigned(canvas, values, dark);
}

function Neuron(props: { layer: number; neuron: number; place: number; draw: (canvas: HTMLCanvasElement) => void }) {
  const { layer, neuron, place, draw } = props;
  const pressed = useComputed(() => chosen.value[0] === layer && chosen.value[1] === neuron);
  return (
    <button
      type="button"
      class="neuron"
      data-node={place}
      aria-label={fill(words.value.neuron, { layer: layer + 1, neuron })}
      aria-pressed={pressed}
      onClick={() => follow(layer, neuron)}
    >
      <Canvas draw={draw} />
    </button>
  );
}
