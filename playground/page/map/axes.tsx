import { useId } from 'preact/hooks';
import { look } from '../player/player.ts';
import { fill, words } from '../state/preferences.ts';
import { sceneOfRun } from '../state/state.ts';

/** Which two of many inputs the map shows, and as in which row the others are held. */
export function Axes() {
  if (sceneOfRun.value === undefined || sceneOfRun.value.inputs.length < 3) return null;
  const { axes, held, samples, inputs } = sceneOfRun.value;
  const { across, up, heldAs } = words.value;
  return (
    <div class="axes">
      <Axis name={across} value={axes[0]} inputs={inputs} onChoose={(axis) => void look({ axes: [axis, axes[1]] })} />
      <Axis name={up} value={axes[1]} inputs={inputs} onChoose={(axis) => void look({ axes: [axes[0], axis] })} />
      <Held name={fill(heldAs, { last: samples - 1 })} value={held} last={samples - 1} />
    </div>
  );
}

function Axis(props: { name: string; value: number; inputs: readonly string[]; onChoose: (axis: number) => void }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{props.name}</label>
      <select id={id} value={props.value} onChange={({ currentTarget }) => props.onChoose(Number(currentTarget.value))}>
        {props.inputs.map((input, i) => (
          <option key={input} value={i}>
            {input}
          </option>
        ))}
      </select>
    </div>
  );
}

function Held({ name, value, last }: { name: string; value: number; last: number }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{name}</label>
      <input
        id={id}
        type="number"
        inputMode="numeric"
        min={0}
        max={last}
        value={value}
        onInput={({ currentTarget: { valueAsNumber, validity } }) => {
          if (validity.valid && Number.isInteger(valueAsNumber)) void look({ held: valueAsNumber });
        }}
      />
    </div>
  );
}
