import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { readWeight } from '../../core/settings/changes.ts';
import { type } from '../player/player.ts';
import { fill, words } from '../state/preferences.ts';

/** The weights of a neuron, to be typed over. */
export function Weights(props: {
  layer: number;
  neuron: number;
  /** What the inputs of its layer are called. */
  inputs: readonly string[] | undefined;
  weights: readonly number[];
  bias: number;
}) {
  const { layer, neuron, inputs, weights, bias } = props;
  const open = useSignal(false);
  const { typeWeights, typeHint, weightFrom, bias: biasText } = words.value;
  const field = (input: number | undefined, name: string, value: number) => (
    <WeightField
      key={`${layer}.${neuron}.${input ?? 'bias'}`}
      name={name}
      value={value}
      onType={(typed) => type({ layer, neuron, input, value: typed })}
    />
  );
  return (
    <details class="as-table" onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary>{typeWeights}</summary>
      {open.value && (
        <>
          <p class="muted hint">{typeHint}</p>
          <div class="weights">
            {field(undefined, biasText, bias)}
            {weights.map((value, i) => field(i, fill(weightFrom, { input: inputs?.[i] ?? i }), value))}
          </div>
        </>
      )}
    </details>
  );
}

function WeightField({ name, value, onType }: { name: string; value: number; onType: (value: number) => void }) {
  const id = useId();
  const wrong = useSignal(false);
  const text = String(Number(value.toPrecision(8)));
  return (
    <div class="field">
      <label for={id}>{name}</label>
      <input
        id={id}
        inputMode="decimal"
        autocomplete="off"
        value={text}
        aria-invalid={wrong.value}
        aria-describedby={wrong.value ? `${id}-note` : undefined}
        onChange={({ currentTarget }) => {
          const typed = readWeight(currentTarget.value.trim());
          wrong.value = typed === undefined;
          if (typed !== undefined && currentTarget.value.trim() !== text) onType(typed);
        }}
      />
      {wrong.value && (
        <p class="note wrong" id={`${id}-note`}>
          {words.value.weightExpected}
        </p>
      )}
    </div>
  );
}
