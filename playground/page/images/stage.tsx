import type { Maps } from '../../core/picture/seen.ts';
import { shownNeurons } from '../../core/picture/shown.ts';
import { MOST_CONVOLUTIONS, MOST_FILTERS } from '../../core/settings/settings.ts';
import { shortNumber } from '../controls/table.tsx';
import { AddButton } from '../network/add-button.tsx';
import { ColumnHead } from '../network/column-head.tsx';
import { Canvas } from '../paint/canvas.tsx';
import { choose } from '../player/player.ts';
import { calm } from '../state/calm.ts';
import { fill, isDark, words } from '../state/preferences.ts';
import { followFilter } from '../arithmetic/walking.ts';
import { chosen, settings, view } from '../state/state.ts';
import { largestOf, putSigned } from './pixels.ts';
import { texts } from './texts.ts';

const setConv = (conv: readonly number[]): void => choose({ conv });

/** A place for another convolution. */
export function AddStage({ at }: { at: number }) {
  const { conv } = settings.value;
  const name = fill(texts.value.addConvolution, { layer: at + 1 });
  const add = (): void => setConv([...conv.slice(0, at), FEW, ...conv.slice(at)]);
  return <AddButton name={name} isFull={conv.length === MOST_CONVOLUTIONS} onAdd={add} />;
}

/** The filters of a convolution that is put in. */
const FEW = 8;

/** The maps of the filters of a convolution, and what the pooling leaves of each. */
export function StageColumns({ stage, filters }: { stage: number; filters: number }) {
  const name = { layer: stage + 1 };
  const { conv } = settings.value;
  const { convolution, pooling, moreFilters, fewerFilters, removeConvolution } = texts.value;
  const add = (by: number): void => {
    const count = Math.min(MOST_FILTERS, Math.max(1, filters + by));
    setConv(conv.map((old, i) => (i === stage ? count : old)));
  };
  return (
    <>
      <div class="column">
        <ColumnHead
          title={fill(convolution, name)}
          remove={fill(removeConvolution, name)}
          more={fill(moreFilters, name)}
          fewer={fill(fewerFilters, name)}
          count={filters}
          most={MOST_FILTERS}
          onRemove={() => setConv(conv.filter((_, i) => i !== stage))}
          onAdd={add}
        />
        <MapStack stage={stage} filters={filters} of="convolved" />
      </div>
      <div class="column">
        <h3>{fill(pooling, name)}</h3>
        <MapStack stage={stage} filters={filters} of="pooled" />
      </div>
    </>
  );
}

/** So many maps stand below each other; more are two in a row. */
const ONE_COLUMN = 10;

function MapStack({ stage, filters, of }: { stage: number; filters: number; of: 'convolved' | 'pooled' }) {
  const shown = shownNeurons(filters);
  return (
    <div class={shown.length > ONE_COLUMN ? 'stack in-pairs' : 'stack'}>
      {shown.map((filter, i) => (
        <>
          {i > 0 && filter !== shown[i - 1]! + 1 && (
            <span class="gap">{fill(words.value.hiddenNeurons, { n: filters - shown.length })}</span>
          )}
          <FilterMap key={filter} stage={stage} filter={filter} of={of} />
        </>
      ))}
    </div>
  );
}

function FilterMap({ stage, filter, of }: { stage: number; filter: number; of: 'convolved' | 'pooled' }) {
  const { filterMap, pooledMap } = texts.value;
  const maps = calm.value?.picture.seen?.stages[stage]?.[of];
  const most = maps === undefined ? '' : shortNumber(largestIn(maps, filter));
  const name = fill(of === 'convolved' ? filterMap : pooledMap, { layer: stage + 1, filter, most });
  const draw = (canvas: HTMLCanvasElement): void => {
    const found = view.value?.picture.seen?.stages[stage]?.[of];
    const dark = isDark.value;
    if (found === undefined || filter >= found.maps) return;
    putSigned(canvas, found.side, (i) => found.values[i * found.maps + filter]!, largestOf(found.values), dark);
  };
  const layer = stage - settings.value.conv.length;
  // Of what the dense layers see, the largest of a map is followed.
  const followed = (): void => {
    const seen = calm.value?.picture.seen?.stages[stage]?.pooled;
    if (seen !== undefined) followFilter(layer, filter, largestAt(seen, filter));
  };
  return (
    <button
      type="button"
      class={`feature ${of}`}
      aria-label={name}
      title={name}
      aria-pressed={chosen.value[0] === layer && chosen.value[1] === filter}
      onClick={followed}
    >
      <Canvas draw={draw} />
    </button>
  );
}

/** Where the largest of a map is, among all that the dense layers see. */
const largestAt = ({ maps, values }: Maps, filter: number): number =>
  values.reduce((best, value, i) => (i % maps === filter && value > values[best]! ? i : best), filter);

const largestIn = ({ maps, values }: Maps, filter: number): number =>
  values.reduce((most, value, i) => (i % maps === filter ? Math.max(most, value) : most), -Infinity);
