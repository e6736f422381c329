import { Arithmetic } from './arithmetic.tsx';
import { Clock } from './clock.tsx';
import { Compare } from './compare.tsx';
import { Confusion } from './confusion.tsx';
import { Curves } from './curves.tsx';
import { Header } from './header.tsx';
import { Help } from './help.tsx';
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
          <Compare />
        </div>
        <div class="column-settings">
          <DataPanel />
          <TrainingPanel />
        </div>
        <div class="column-network">
          <Network />
          <Arithmetic />
          <Confusion />
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
      <Live />
      <Help />
    </>
  );
}
