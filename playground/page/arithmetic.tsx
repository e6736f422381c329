import { signal, useSignal, useSignalEffect } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Walk } from '../core/arithmetic.ts';
import { calm } from './calm.ts';
import { inspect } from './player.ts';
import { fill, words } from './preferences.ts';
import { chosen } from './state.ts';
import { NumberTable } from './table.tsx';

/** The sample that is followed. */
const sample = signal(7);

/** How the chosen neuron comes to its answer for a sample, number by number. */
export function Arithmetic() {
  const open = useSignal(false);
  const { arithmetic } = words.value;
  return (
    <details class="as-table" onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary>{arithmetic}</summary>
      {open.value && <Steps />}
    </details>
  );
}

function Steps() {
  const id = useId();
  const found = useSignal<Walk | undefined>(undefined);
  const samples = calm.value?.scene.targets.length ?? 1;
  useSignalEffect(() => {
    const current = calm.value;
    if (current === undefined) return;
    const [layer, neuron] = chosen.value;
    const neurons = current.picture.biases[layer]?.length ?? 0;
    const last = current.scene.targets.length - 1;
    if (neuron >= neurons) return;
    const place = { sample: Math.min(sample.value, last), layer, neuron };
    inspect(place).then(
      (walk) => (found.value = walk),
      () => (found.value = undefined),
    );
  });
  return (
    <div class="arithmetic">
      <div class="field">
        <label for={id}>{fill(words.value.sample, { last: samples - 1 })}</label>
        <input
          id={id}
          type="number"
          inputMode="numeric"
          min={0}
          max={samples - 1}
          value={Math.min(sample.value, samples - 1)}
          onInput={({ currentTarget: { valueAsNumber, validity } }) => {
            if (validity.valid && Number.isInteger(valueAsNumber)) sample.value = valueAsNumber;
          }}
        />
      </div>
      {found.value && <Found walk={found.value} />}
    </div>
  );
}

function Found({ walk }: { walk: Walk }) {
  const { products, steps, activation, differing, layer, neuron } = walk;
  const texts = words.value;
  const names = {
    sum: texts.stepSum,
    bias: texts.stepBias,
    total: texts.stepTotal,
    output: activation,
    largest: texts.stepLargest,
    exp: texts.stepExp,
    whole: texts.stepWhole,
    share: texts.stepShare,
    loss: texts.stepLoss,
  };
  const isWhole = differing.length === 0;
  return (
    <>
      <div class="scroll" tabIndex={0} role="region" aria-label={texts.arithmetic}>
        <NumberTable
          caption={fill(texts.neuron, { layer: layer + 1, neuron })}
          corner={texts.from}
          columns={[texts.stepInput, texts.stepWeight, texts.stepProduct]}
          rows={products.map((cells, i) => [String(i), cells] as const)}
        />
      </div>
      <dl class="steps">
        {steps.map(({ name, text }) => (
          <div key={name}>
            <dt>{names[name]}</dt>
            <dd data-walk={name}>{text}</dd>
          </div>
        ))}
      </dl>
      <p class={isWhole ? 'muted hint' : 'note wrong'} data-differing={differing.length}>
        {isWhole ? texts.sameAsLibrary : differing.join(', ')}
      </p>
    </>
  );
}
