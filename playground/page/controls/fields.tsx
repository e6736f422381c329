import { useComputed, useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { defaultsOf, matters, ruleOf, type Name, type Settings } from '../../core/settings/settings.ts';
import type { Words } from '../../words/english.ts';
import { choose } from '../player/player.ts';
import { words } from '../state/preferences.ts';
import { settings } from '../state/state.ts';

interface FieldProps {
  name: Name;
  label?: keyof Words;
}

const set = (name: Name, value: unknown): void => choose({ [name]: value });

/** One of a few words; `becomes` tells what else goes with it. */
export function Choice({
  name,
  options,
  label = name,
  becomes,
}: FieldProps & { options: readonly (keyof Words)[]; becomes?: (value: never) => Partial<Settings> }) {
  const id = useId();
  if (!matters(name, settings.value)) return null;
  return (
    <div class="field">
      <label for={id}>{words.value[label]}</label>
      <select
        id={id}
        value={String(settings.value[name])}
        onChange={({ currentTarget: { value } }) => (becomes ? choose(becomes(value as never)) : set(name, value))}
      >
        {options.map((option) => (
          <option key={option} value={option}>
            {words.value[option]}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Yes or no. */
export function Switch({ name, label = name }: FieldProps) {
  const id = useId();
  if (!matters(name, settings.value)) return null;
  return (
    <div class="field check">
      <input
        id={id}
        type="checkbox"
        checked={settings.value[name] === 'yes'}
        onChange={(event) => set(name, event.currentTarget.checked ? 'yes' : 'no')}
      />
      <label for={id}>{words.value[label]}</label>
    </div>
  );
}

/** A number that is dragged; it counts when it is let go. */
export function Slider(props: FieldProps & { min: number; max: number; step: number; percent?: boolean }) {
  const { name, label = name, min, max, step, percent = false } = props;
  const id = useId();
  const dragged = useSignal<number | undefined>(undefined);
  const value = useComputed(() => dragged.value ?? (settings.value[name] as number));
  if (!matters(name, settings.value)) return null;
  const text = percent ? `${Math.round(100 * value.value)} %` : String(value.value);
  return (
    <div class="field">
      <label for={id}>{words.value[label]}</label>
      <output for={id} aria-hidden="true">
        {text}
      </output>
      <input
        id={id}
        type="range"
        {...{ min, max, step }}
        value={value.value}
        aria-valuetext={text}
        onInput={(event) => (dragged.value = event.currentTarget.valueAsNumber)}
        onChange={(event) => {
          dragged.value = undefined;
          set(name, event.currentTarget.valueAsNumber);
        }}
      />
    </div>
  );
}

/** A number that is typed; a text that is none says what is expected, and changes nothing. */
export function NumberField({ name, label = name, hint }: FieldProps & { hint?: keyof Words }) {
  const id = useId();
  const wrong = useSignal(false);
  if (!matters(name, settings.value)) return null;
  const rule = ruleOf(name);
  const note = wrong.value ? rule.expected : hint && words.value[hint];
  return (
    <div class="field">
      <label for={id}>{words.value[label]}</label>
      <input
        id={id}
        inputMode="decimal"
        autocomplete="off"
        spellcheck={false}
        value={rule.write(settings.value[name])}
        aria-invalid={wrong.value}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
        onChange={(event) => {
          const text = event.currentTarget.value.trim();
          const value = text === '' ? defaultsOf(settings.value.data)[name] : rule.read(text);
          wrong.value = value === undefined && rule.fallback !== undefined;
          if (!wrong.value) set(name, value);
        }}
      />
      {note !== undefined && (
        <p class={wrong.value ? 'note wrong' : 'note'} id={`${id}-note`} lang={wrong.value ? 'en' : undefined}>
          {note}
        </p>
      )}
    </div>
  );
}
