import type { Histogram } from '../../core/picture/histogram.ts';
import { isImages } from '../../core/settings/settings.ts';
import { calm, useCalm } from '../state/calm.ts';
import { fill, words } from '../state/preferences.ts';
import { settingsOfRun } from '../state/state.ts';
import { AsTable, NumberTable, shortNumber } from '../controls/table.tsx';

/** How large weights and gradients are, layer by layer. */
export function Histograms() {
  const { histograms } = useCalm()?.picture ?? {};
  if (histograms === undefined) return null;
  const { sectionHistograms, histogramsPicture, weightsOf, gradientsOf } = words.value;
  return (
    <section class="card histograms" data-part="curves" aria-labelledby="histograms-heading">
      <h2 id="histograms-heading">{sectionHistograms}</h2>
      <div class="bars-grid" role="group" aria-label={histogramsPicture}>
        {histograms.map(([weights, gradients], k) => (
          <div class="layer-bars" key={k}>
            <Bars of={weights} title={fill(weightsOf, { layer: layerName(k) })} />
            <Bars of={gradients} title={fill(gradientsOf, { layer: layerName(k) })} gradient />
          </div>
        ))}
      </div>
      <AsTable of={sectionHistograms}>{() => <Figures />}</AsTable>
    </section>
  );
}

/** What a layer with weights is called: convolutions have numbers of their own. */
function layerName(k: number): string {
  const { value: settings } = settingsOfRun;
  const convolutions = settings && isImages(settings) ? settings.conv.length : 0;
  const { histogramConvolution, histogramLayer } = words.value;
  return k < convolutions
    ? fill(histogramConvolution, { layer: k + 1 })
    : fill(histogramLayer, { layer: k - convolutions + 1 });
}

const [WIDTH, HEIGHT] = [160, 44];

function Bars({ of, title, gradient = false }: { of: Histogram | undefined; title: string; gradient?: boolean }) {
  return (
    <figure class={gradient ? 'bars of-gradients' : 'bars'}>
      <figcaption>{title}</figcaption>
      {of ? (
        <>
          <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
            <path d={pathOf(of.counts)} />
          </svg>
          <span>{shortNumber(of.low)}</span>
          <span>{shortNumber(of.high)}</span>
        </>
      ) : (
        <p class="muted">{words.value.noGradients}</p>
      )}
    </figure>
  );
}

function pathOf(counts: Uint32Array): string {
  const most = counts.reduce((a, b) => Math.max(a, b));
  const step = WIDTH / counts.length;
  return Array.from(counts, (count, i) => {
    const top = HEIGHT - (HEIGHT * count) / most;
    return count === 0 ? '' : `M${i * step} ${HEIGHT}V${top.toFixed(1)}h${step - 0.5}V${HEIGHT}z`;
  }).join('');
}

function Figures() {
  const { sectionHistograms, histogramCorner, weightsOf, gradientsOf } = words.value;
  const { leastValue, greatestValue, meanValue, spreadValue } = words.value;
  const rows = calm.value!.picture.histograms.flatMap((pair, k) =>
    pair.map((of, i) => {
      const cells = of ? [of.low, of.high, of.mean, of.deviation].map(shortNumber) : ['', '', '', ''];
      return [fill(i === 0 ? weightsOf : gradientsOf, { layer: layerName(k) }), cells] as const;
    }),
  );
  const columns = [leastValue, greatestValue, meanValue, spreadValue];
  return <NumberTable caption={sectionHistograms} corner={histogramCorner} columns={columns} rows={rows} />;
}
