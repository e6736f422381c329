import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { readWeight, type WeightChange } from '../../core/settings/changes.ts';
import { type } from '../player/player.ts';
import { words } from '../state/preferences.ts';

/** The weights and the bias of a neuron or a filter. */
export interface Parameters extends Pick<WeightChange, 'kind' | 'layer'> {
  /** Which neuron, or which filter. */
  readonly unit: number;
  readonly weights: readonly number[];
  readonly bias: number;
  /** What a weight comes from: where along the other axes, and what that is called. */
  readonly from: (i: number) => { readonly at: readonly number[]; readonly name: string };
}

/** The weights of a neuron or of a filter, to be typed over. */
export function Weights({ kind, layer, unit, weights, bias, from }: Parameters) {
  const open = useSignal(false);
  const { typeWeights, typeHint, bias: biasText } = words.value;
  const field = (parameter: WeightChange['parameter'], at: readonly number[], name: string, value: number) => (
    <WeightField
      key={[kind, layer, ...at, unit].join('.')}
      name={name}
      value={value}
      onType={(typed) => type({ kind, layer, parameter, at: [...at, unit], value: typed })}
    />
  );
  return (
    <details class="as-table" onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary>{typeWeights}</summary>
      {open.value && (
        <>
          <p class="muted hint">{typeHint}</p>
          <div class="weights">
            {field('biases', [], biasText, bias)}
            {weights.map((value, i) => field('weights', from(i).at, from(i).name, value))}
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
