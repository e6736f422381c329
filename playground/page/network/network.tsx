import { classColors, classShapes } from 'nnfs';
import { useComputed } from '@preact/signals';
import { SMALL } from '../../core/picture/picture.ts';
import { LETTERS } from '../../core/settings/letters.ts';
import { MOST_LAYERS, MOST_NEURONS, classesOf, taskOf } from '../../core/settings/settings.ts';
import { shownNeurons } from '../../core/picture/shown.ts';
import { calm } from '../state/calm.ts';
import { Canvas } from '../paint/canvas.tsx';
import { drawEdges } from './edges.ts';
import { drawSmallCurve, sheetOf, smallPixels } from '../paint/paint.ts';
import { choose } from '../player/player.ts';
import { fill, isDark, words } from '../state/preferences.ts';
import { chosen, settings, view, way } from '../state/state.ts';
import { AsTable, NumberTable, shortNumber } from '../controls/table.tsx';
import { follow } from '../arithmetic/walking.ts';
import { Weights } from './weights.tsx';

/** The network as columns of neurons, with its weights as lines. */
export function Network() {
  const { hidden } = settings.value;
  const inputs = view.value?.scene.inputs ?? ['x', 'y'];
  const classes = classesOf(settings.value);
  const { sectionNetwork, networkPicture, networkHint, addLayer, removeLayer, outputs } = words.value;
  const shape = [inputs.length, ...hidden, classes || 1].join('-');
  const set = (layers: readonly number[]): void => choose({ hidden: layers });
  return (
    <section class="card network" data-part="network" aria-labelledby="network-heading">
      <h2 id="network-heading">
        {sectionNetwork} <span class="shape">{shape}</span>
      </h2>
      <div class="layers-controls">
        <button
          type="button"
          aria-disabled={hidden.length === MOST_LAYERS}
          onClick={() => hidden.length < MOST_LAYERS && set([...hidden, 4])}
        >
          <span aria-hidden="true">+ </span>
          {addLayer}
        </button>
        <button type="button" aria-disabled={hidden.length === 0} onClick={() => set(hidden.slice(0, -1))}>
          <span aria-hidden="true">− </span>
          {removeLayer}
        </button>
      </div>
      <div class="columns" role="group" aria-label={fill(networkPicture, { shape })}>
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
          <HiddenLayer
            key={i}
            layer={i}
            neurons={neurons}
            onCount={(count) => set(hidden.map((old, k) => (k === i ? count : old)))}
          />
        ))}
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
      <NeuronLine />
      <p class="muted hint">{networkHint}</p>
      <AsTable of={sectionNetwork}>{() => <WeightTables />}</AsTable>
    </section>
  );
}

function HiddenLayer({
  layer,
  neurons,
  onCount,
}: {
  layer: number;
  neurons: number;
  onCount: (count: number) => void;
}) {
  const { more, fewer, hiddenNeurons } = words.value;
  const shown = shownNeurons(neurons);
  const name = { layer: layer + 1 };
  return (
    <div class="column">
      <h3>{fill(words.value.layer, name)}</h3>
      <div class="count">
        <button
          type="button"
          aria-label={fill(fewer, name)}
          aria-disabled={neurons === 1}
          onClick={() => neurons > 1 && onCount(neurons - 1)}
        >
          −
        </button>
        <span>{neurons}</span>
        <button
          type="button"
          aria-label={fill(more, name)}
          aria-disabled={neurons === MOST_NEURONS}
          onClick={() => neurons < MOST_NEURONS && onCount(neurons + 1)}
        >
          +
        </button>
      </div>
      <div class="stack" data-column={layer + 1}>
        {shown.map((neuron, i) => (
          <>
            {i > 0 && neuron !== shown[i - 1]! + 1 && (
              <span class="gap">{fill(hiddenNeurons, { n: neurons - shown.length })}</span>
            )}
            <Neuron key={neuron} layer={layer} neuron={neuron} place={i} />
          </>
        ))}
      </div>
    </div>
  );
}

function Neuron({ layer, neuron, place }: { layer: number; neuron: number; place: number }) {
  const pressed = useComputed(() => chosen.value[0] === layer && chosen.value[1] === neuron);
  const draw = (canvas: HTMLCanvasElement): void => {
    const maps = view.value?.picture.neurons[layer];
    const dark = isDark.value;
    if (maps === undefined || view.value === undefined) return;
    if (taskOf(view.value.settings) === 'curve') {
      const sheet = sheetOf(canvas, dark);
      if (sheet) drawSmallCurve(sheet, maps.subarray(place * SMALL, (place + 1) * SMALL));
      return;
    }
    const values = maps.subarray(place * SMALL ** 2, (place + 1) * SMALL ** 2);
    if (canvas.width !== SMALL) [canvas.width, canvas.height] = [SMALL, SMALL];
    if (values.length > 0) canvas.getContext('2d')?.putImageData(smallPixels(values, dark), 0, 0);
  };
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
