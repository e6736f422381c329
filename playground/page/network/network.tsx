import { classColors, classShapes } from 'nnfs';
import { sizesOf } from '../../core/settings/changes.ts';
import { LETTERS } from '../../core/settings/letters.ts';
import { classesOf } from '../../core/settings/settings.ts';
import { shownNeurons } from '../../core/picture/shown.ts';
import { calm } from '../state/calm.ts';
import { Canvas } from '../paint/canvas.tsx';
import { AddLayer, HiddenLayer } from './hidden-layer.tsx';
import { drawEdges } from './edges.ts';
import { layerKeys } from './layers.ts';
import { fill, words } from '../state/preferences.ts';
import { chosen, settings, view, way } from '../state/state.ts';
import { AsTable, NumberTable, shortNumber } from '../controls/table.tsx';
import { follow } from '../arithmetic/walking.ts';
import { Weights } from './weights.tsx';

/** The network as columns of neurons, with its weights as lines. */
export function Network() {
  const { hidden } = settings.value;
  const inputs = view.value?.scene.inputs ?? ['x', 'y'];
  const classes = classesOf(settings.value);
  const { sectionNetwork, networkPicture, networkHint, outputs } = words.value;
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
          <div class="column">
            <h3>{outputs}</h3>
            <div class="stack" data-column={hidden.length + 1}>
              {(classes > 0 ? LETTERS.slice(0, classes) : ['y']).map((letter, k) => (
                <button
                  type="button"
                  key={letter}
                  class="node"
                  data-node={k}
                  aria-label={`${outputs}: ${letter}`}
                  aria-pressed={chosen.value[0] === hidden.length && chosen.value[1] === k}
                  onClick={() => follow(hidden.length, k)}
                >
                  {classes > 0 && (
                    <svg viewBox="-6 -6 12 12" width="13" height="13" aria-hidden="true">
                      <path d={classShapes[k]} fill={classColors(classes)[k]} />
                    </svg>
                  )}
                  {letter}
                </button>
              ))}
            </div>
          </div>
        </div>
      </div>
      <NeuronLine />
      <p class="muted hint">{networkHint}</p>
      <AsTable of={sectionNetwork}>{() => <WeightTables />}</AsTable>
    </section>
  );
}

/** The numbers of the chosen neuron. */
function NeuronLine() {
  const current = calm.value;
  const [layer, neuron] = chosen.value;
  const [weights, biases] = [current?.picture.weights[layer], current?.picture.biases[layer]];
  if (weights === undefined || biases === undefined || neuron >= biases.length) return null;
  const column = Array.from({ length: weights.length / biases.length }, (_, i) => weights[i * biases.length + neuron]!);
  const text = column.slice(0, 16).map(shortNumber).join(' ');
  return (
    <>
      <p class="numbers" data-neuron={`${layer}.${neuron}`}>
        <strong>{fill(words.value.neuron, { layer: layer + 1, neuron })}</strong>
        {': '}
        {fill(words.value.neuronLine, {
          bias: shortNumber(biases[neuron]!),
          weights: column.length > 16 ? `${text} …` : text,
        })}
      </p>
      <Weights layer={layer} neuron={neuron} weights={column} bias={biases[neuron]!} />
    </>
  );
}

function WeightTables() {
  const current = calm.value;
  if (current === undefined) return null;
  const { weightsTable, bias, from } = words.value;
  return current.picture.weights.map((weights, k) => {
    const biases = current.picture.biases[k]!;
    const columns = shownNeurons(biases.length);
    const rows = shownNeurons(weights.length / biases.length).map(
      (i) => [String(i), columns.map((o) => shortNumber(weights[i * biases.length + o]!))] as const,
    );
    const last = [bias, columns.map((o) => shortNumber(biases[o]!))] as const;
    const caption = `${weightsTable}: ${fill(words.value.layer, { layer: k + 1 })}`;
    return <NumberTable key={k} caption={caption} corner={from} columns={columns.map(String)} rows={[...rows, last]} />;
  });
}
