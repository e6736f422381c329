import type { ComponentChildren } from 'preact';
import { AsTable } from '../controls/table.tsx';
import { Canvas } from '../paint/canvas.tsx';
import { words } from '../state/preferences.ts';
import { settings } from '../state/state.ts';
import { drawEdges } from './edges.ts';
import { AddLayer, HiddenLayer, type DrawNeuron } from './hidden-layer.tsx';
import { layerKeys } from './layers.ts';
import { NeuronLine, WeightTables } from './numbers.tsx';
import { Outputs } from './outputs.tsx';

/** A network as columns: first what it sees, as children, then its dense layers, with their weights as lines. */
export function NetworkCard(props: {
  shape: string;
  name: string;
  hint: string;
  children: ComponentChildren;
  /** Draws what a neuron answers; by default all over the plane, or along the line. */
  drawNeuron?: DrawNeuron;
  /** Numbers of what is chosen in front of the dense layers. */
  numbers?: ComponentChildren;
  /** Tables above those of the dense layers. */
  tables?: () => ComponentChildren;
}) {
  const { shape, name, hint, children, drawNeuron, numbers, tables } = props;
  const { hidden } = settings.value;
  const { sectionNetwork } = words.value;
  return (
    <section class="card network" data-part="network" aria-labelledby="network-heading">
      <h2 id="network-heading">
        {sectionNetwork} <span class="shape">{shape}</span>
      </h2>
      <div class="columns" role="group" aria-label={name} onKeyDown={layerKeys}>
        <div class="sheet">
          <Canvas class="edges" draw={drawEdges} />
          {children}
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
      {numbers}
      <NeuronLine />
      <p class="muted hint">{hint}</p>
      <AsTable of={sectionNetwork}>
        {() => (
          <>
            {tables?.()}
            <WeightTables />
          </>
        )}
      </AsTable>
    </section>
  );
}
