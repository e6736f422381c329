import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import {
  ACTIVATIONS,
  DATA,
  DEFAULTS,
  INITIALIZERS,
  OPTIMIZERS,
  SCHEDULES,
  isImages,
  isRegression,
  type Name,
} from '../../core/settings/settings.ts';
import { startWith } from '../../core/settings/starts.ts';
import { DrawPanel } from '../drawing/draw-panel.tsx';
import { Choice, NumberField, Slider, Switch } from '../controls/fields.tsx';
import { TablePanel } from './table-panel.tsx';
import { named, words } from '../state/preferences.ts';
import { settings, table } from '../state/state.ts';

export function DataPanel() {
  return (
    <section class="card panel" data-part="data" aria-labelledby="data-heading">
      <h2 id="data-heading">{words.value.sectionData}</h2>
      <Choice
        name="data"
        options={DATA.filter((data) => data !== 'table' || table.value !== undefined)}
        becomes={(data) => startWith(data, settings.value)}
      />
      {!isImages(settings.value) && <DrawPanel />}
      <TablePanel />
      <Slider
        name="samples"
        label={isRegression(settings.value) ? 'samplesAll' : 'samples'}
        min={10}
        max={500}
        step={10}
      />
      <Slider name="classes" min={2} max={8} step={1} />
      <Slider name="noise" min={0} max={1} step={0.05} />
      <Slider name="heldOut" min={0} max={0.5} step={0.1} percent />
      <More of={words.value.sectionData} names={['dataSeed']}>
        <NumberField name="dataSeed" hint="dataSeedHint" />
      </More>
    </section>
  );
}

export function TrainingPanel() {
  return (
    <section class="card panel" data-part="training" aria-labelledby="training-heading">
      <h2 id="training-heading">{words.value.sectionTraining}</h2>
      <Choice name="optimizer" options={OPTIMIZERS} />
      <NumberField name="rate" />
      <NumberField name="momentum" />
      <Choice name="activation" options={ACTIVATIONS} />
      <Slider name="shift" min={0} max={0.3} step={0.05} percent />
      <Slider name="turn" min={0} max={0.1} step={0.01} percent />
      <NumberField name="batch" hint="batchHint" />
      <Switch name="shuffle" />
      <More
        of={words.value.sectionTraining}
        names={['schedule', 'decay', 'l1', 'l2', 'dropout', 'initializer', 'seed']}
      >
        <Choice name="schedule" options={SCHEDULES} />
        <NumberField name="scheduleSteps" />
        <NumberField name="decay" />
        <div class="pair">
          <NumberField name="l1" />
          <NumberField name="l2" />
        </div>
        <Slider name="dropout" min={0} max={0.9} step={0.05} />
        <Choice name="initializer" options={INITIALIZERS} />
        <NumberField name="seed" />
      </More>
    </section>
  );
}

/** Settings that few need at first; they open by themselves where one of them is not as usual. */
function More({ of, names, children }: { of: string; names: readonly Name[]; children: ComponentChildren }) {
  const details = useRef<HTMLDetailsElement>(null);
  const isUsed = names.some((name) => settings.value[name] !== DEFAULTS[name]);
  useEffect(() => {
    if (isUsed) details.current!.open = true;
  }, [isUsed]);
  return (
    <details class="more" ref={details}>
      <summary>
        {words.value.moreSettings}
        <span class="unseen">{named('', of)}</span>
      </summary>
      {children}
    </details>
  );
}
