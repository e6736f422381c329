import { hovering } from './arrivals.ts';
import { Clock } from './clock.tsx';
import { Confusion } from './confusion.tsx';
import { Curves } from './curves.tsx';
import { Header } from './header.tsx';
import { Help } from './help.tsx';
import { Histograms } from './histograms.tsx';
import { Live } from './live.tsx';
import { Result } from './map.tsx';
import { Network } from './network.tsx';
import { DataPanel, TrainingPanel } from './panels.tsx';
import { words } from './preferences.ts';
import { Problems } from './problem.tsx';
import { TABS, tab } from './state.ts';

const TAB_WORDS = {
  data: 'sectionData',
  network: 'sectionNetwork',
  training: 'sectionTraining',
  curves: 'sectionCurves',
} as const;

export function App() {
  return (
    <>
      <Header />
      <main data-tab={tab.value}>
        <Problems />
        <div class="column-answers">
          <Result />
          <Curves />
        </div>
        <div class="column-settings">
          <DataPanel />
          <TrainingPanel />
        </div>
        <div class="column-network">
          <Network />
          <Confusion />
          <Histograms />
        </div>
      </main>
      <Clock />
      <nav class="tabs" aria-label={words.value.title}>
        {TABS.map((each) => (
          <button type="button" key={each} aria-current={tab.value === each} onClick={() => (tab.value = each)}>
            {words.value[TAB_WORDS[each]]}
          </button>
        ))}
      </nav>
      {hovering.value && <p class="drop">{words.value.dropHere}</p>}
      <Live />
      <Help />
    </>
  );
}
