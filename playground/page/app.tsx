import { useSignal, useSignalEffect } from '@preact/signals';
import type { FunctionComponent } from 'preact';
import { loaded } from '../core/loaded.ts';
import type { Part } from './state/address.ts';
import { Arithmetic } from './arithmetic/arithmetic.tsx';
import { hovering } from './settings/arrivals.ts';
import { Clock } from './frame/clock.tsx';
import { Compare } from './curves/compare.tsx';
import { Confusion } from './curves/confusion.tsx';
import { Curves } from './curves/curves.tsx';
import { Header } from './frame/header.tsx';
import { either } from './either.tsx';
import { Help } from './frame/help.tsx';
import { Histograms } from './curves/histograms.tsx';
import { Live } from './frame/live.tsx';
import { Result } from './map/map.tsx';
import { Network } from './network/network.tsx';
import { DataPanel, TrainingPanel } from './settings/panels.tsx';
import { words } from './state/preferences.ts';
import { Problems } from './frame/problem.tsx';
import { TABS, embed, lesson, tab, tell } from './state/state.ts';

const TAB_WORDS = {
  data: 'sectionData',
  network: 'sectionNetwork',
  training: 'sectionTraining',
  curves: 'sectionCurves',
} as const;

/** The parts by the names that an address gives them, in the columns of the page. */
const COLUMNS: readonly (readonly [name: string, parts: readonly (readonly [Part, FunctionComponent])[]])[] = [
  ['column-lesson', [['lesson', LessonPlace]]],
  [
    'column-answers',
    [
      ['map', either(Result, 'ImageResult')],
      ['curve', Curves],
      ['compare', Compare],
    ],
  ],
  [
    'column-settings',
    [
      ['data', DataPanel],
      ['training', TrainingPanel],
    ],
  ],
  [
    'column-network',
    [
      ['network', either(Network, 'ImageNetwork')],
      ['arithmetic', Arithmetic],
      ['confusion', Confusion],
      ['histograms', Histograms],
    ],
  ],
];

/** Where a lesson stands: what shows it is loaded with the first one. */
function LessonPlace() {
  const card = useSignal<FunctionComponent | undefined>(undefined);
  useSignalEffect(() => {
    if (lesson.value !== undefined && card.value === undefined) {
      loaded(import('./lesson/lesson.tsx')).then(
        (part) => (card.value = part.LessonCard),
        (error: unknown) => tell('notLoaded', error),
      );
    }
  });
  const Card = card.value;
  return Card && lesson.value !== undefined ? <Card /> : null;
}

export function App() {
  const parts = embed.value;
  const isShown = (part: Part): boolean => parts?.includes(part) ?? true;
  return (
    <>
      {parts === undefined && <Header />}
      <main data-tab={tab.value} class={parts && 'embedded'}>
        <Problems />
        {COLUMNS.filter(([, all]) => all.some(([part]) => isShown(part))).map(([name, all]) => (
          <div class={name} key={name}>
            {all.map(([part, Shown]) => isShown(part) && <Shown key={part} />)}
          </div>
        ))}
      </main>
      <Clock />
      {parts === undefined && (
        <nav class="tabs" aria-label={words.value.tabs}>
          {TABS.map((each) => (
            <button type="button" key={each} aria-current={tab.value === each} onClick={() => (tab.value = each)}>
              {words.value[TAB_WORDS[each]]}
            </button>
          ))}
        </nav>
      )}
      {hovering.value && <p class="drop">{words.value.dropHere}</p>}
      <Live />
      <Help />
    </>
  );
}
