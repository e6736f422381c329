import { shownNeurons } from '../../core/picture/shown.ts';
import { NumberTable, shortNumber } from '../controls/table.tsx';
import { calm, useCalm } from '../state/calm.ts';
import { fill, named, words } from '../state/preferences.ts';
import { chosen } from '../state/state.ts';
import { Weights, type Parameters } from './weights.tsx';

/** The numbers of the chosen neuron. */
export function NeuronLine() {
  const current = useCalm();
  const [layer, neuron] = chosen.value;
  const [weights, biases] = [current?.picture.weights[layer], current?.picture.biases[layer]];
  if (weights === undefined || biases === undefined || neuron >= biases.length) return null;
  const column = Array.from({ length: weights.length / biases.length }, (_, i) => weights[i * biases.length + neuron]!);
  const inputs = layer === 0 && current?.scene.inputs.length === column.length ? current.scene.inputs : undefined;
  return (
    <NumbersLine
      id={`${layer}.${neuron}`}
      name={fill(words.value.neuron, { layer: layer + 1, neuron })}
      {...{ kind: 'Dense', layer, unit: neuron, weights: column, bias: biases[neuron]! }}
      from={(i) => ({ at: [i], name: fill(words.value.weightFrom, { input: inputs?.[i] ?? i }) })}
    />
  );
}

/** The bias and the first weights of a neuron or a filter; all of them can be typed over. */
export function NumbersLine({ id, name, ...parameters }: Parameters & { readonly id: string; readonly name: string }) {
  const { weights, bias } = parameters;
  const text = weights.slice(0, 16).map(shortNumber).join(' ');
  return (
    <>
      <p class="numbers" data-neuron={id}>
        <strong>{name}</strong>
        {named(
          '',
          fill(words.value.neuronLine, {
            bias: shortNumber(bias),
            weights: weights.length > 16 ? `${text} …` : text,
          }),
        )}
      </p>
      <Weights {...parameters} />
    </>
  );
}

/** All weights that are shown, a table a layer. */
export function WeightTables() {
  const current = calm.value;
  if (current === undefined) return null;
  const { weightsTable, bias, fromTo } = words.value;
  return current.picture.weights.map((weights, k) => {
    const biases = current.picture.biases[k]!;
    const columns = shownNeurons(biases.length);
    const rows = shownNeurons(weights.length / biases.length).map(
      (i) => [String(i), columns.map((o) => shortNumber(weights[i * biases.length + o]!))] as const,
    );
    const last = [bias, columns.map((o) => shortNumber(biases[o]!))] as const;
    const caption = named(weightsTable, fill(words.value.layer, { layer: k + 1 }));
    return (
      <NumberTable key={k} caption={caption} corner={fromTo} columns={columns.map(String)} rows={[...rows, last]} />
    );
  });
}
