import { WINDOW } from '../../core/settings/image-sizes.ts';
import { shownNeurons } from '../../core/picture/shown.ts';
import type { Maps, Stage } from '../../core/picture/seen.ts';
import { NumberTable, shortNumber } from '../controls/table.tsx';
import { calm } from '../state/calm.ts';
import { fill, named, words } from '../state/preferences.ts';
import { texts } from './texts.ts';

/** For each filter that is shown, its weights and its map; and what the neurons answer. */
export function FilterTables() {
  const seen = calm.value?.picture.seen;
  if (seen === undefined) return null;
  return (
    <>
      {seen.stages.flatMap((stage, k) =>
        shownNeurons(stage.convolved.maps).map((filter) => (
          <FilterTable key={`${k}.${filter}`} {...{ stage, k, filter }} />
        )),
      )}
      {seen.hidden.map((values, layer) => (
        <NumberTable
          key={layer}
          caption={texts.value.neuronsTable}
          corner={texts.value.layerColumn}
          columns={shownNeurons(values.length).map(String)}
          rows={[[String(layer + 1), shownNeurons(values.length).map((i) => shortNumber(values[i]!))]]}
        />
      ))}
    </>
  );
}

function FilterTable({ stage, k, filter }: { stage: Stage; k: number; filter: number }) {
  const { kernels, biases, convolved } = stage;
  const { maps } = convolved;
  const { filter: filterName, kernelOf, mapOf, row } = texts.value;
  const channels = kernels.length / (WINDOW ** 2 * maps);
  const name = { layer: k + 1, filter };
  const along = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
  return (
    <>
      <p>{named(fill(filterName, name), `${words.value.bias} ${shortNumber(biases[filter]!)}`)}</p>
      {shownNeurons(channels).map((map) => (
        <NumberTable
          key={map}
          caption={fill(kernelOf, { filter, map })}
          corner={row}
          columns={along(WINDOW).map(String)}
          rows={along(WINDOW).map((y) => [
            String(y),
            along(WINDOW).map((x) => shortNumber(kernels[((y * WINDOW + x) * channels + map) * maps + filter]!)),
          ])}
        />
      ))}
      <MapTable maps={convolved} filter={filter} caption={fill(mapOf, name)} />
    </>
  );
}

function MapTable({ maps: { side, maps, values }, filter, caption }: { maps: Maps; filter: number; caption: string }) {
  const along = Array.from({ length: side }, (_, i) => i);
  return (
    <NumberTable
      caption={caption}
      corner={texts.value.row}
      columns={along.map(String)}
      rows={along.map((y) => [String(y), along.map((x) => shortNumber(values[(y * side + x) * maps + filter]!))])}
    />
  );
}
