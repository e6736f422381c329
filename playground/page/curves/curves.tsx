import { useEffect, useRef } from 'preact/hooks';
import { effect } from '@preact/signals';
import UPlot from 'uplot';
import { FIGURES, type Curves as Points, type Figure } from '../../core/run/course.ts';
import type { Picture } from '../../core/picture/picture.ts';
import { isRegression } from '../../core/settings/settings.ts';
import { calm, useCalm } from '../state/calm.ts';
import { signed, surface } from '../paint/palette.ts';
import { fill, isDark, ofPart, words } from '../state/preferences.ts';
import { settingsOfRun } from '../state/state.ts';
import { inTurn } from '../state/turns.ts';
import { AsTable, NumberTable, shortNumber } from '../controls/table.tsx';

const PAIRS: readonly (readonly [training: Figure, validation: Figure])[] = [
  ['loss', 'validationLoss'],
  ['accuracy', 'validationAccuracy'],
];

/** Loss and accuracy over the epochs. */
export function Curves() {
  const { curves, other } = useCalm()?.picture ?? {};
  const epochs = (curves?.epoch.at(-1) ?? -1) + 1;
  const { sectionCurves, noEpochs, training, validation, loss } = words.value;
  return (
    <section class="card curves" data-part="curves" aria-labelledby="curves-heading">
      <h2 id="curves-heading">{sectionCurves}</h2>
      <p class="legend">
        <span class="line of-training">{training}</span>
        <span class="line of-validation">{validation}</span>
        {other && <span class="line of-other">{words.value.runA}</span>}
      </p>
      <div class="charts">
        {PAIRS.map((figures) => (
          <Chart
            key={figures[0]}
            figures={figures}
            title={figures[0] === 'loss' ? loss : shareName()}
            epochs={epochs}
          />
        ))}
        {epochs === 0 && <p class="empty">{noEpochs}</p>}
      </div>
      <AsTable of={sectionCurves}>{() => <CurvesTable />}</AsTable>
    </section>
  );
}

/** What the share of right answers is called: numbers are right where they are near enough. */
function shareName(): string {
  const { accuracy, accuracyClose } = words.value;
  return settingsOfRun.value !== undefined && isRegression(settingsOfRun.value) ? accuracyClose : accuracy;
}

const HEIGHT = 150;

type Column = (number | null)[];

function Chart(props: { figures: readonly [Figure, Figure]; title: string; epochs: number }) {
  const { figures, title, epochs } = props;
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = ref.current!;
    let plot: UPlot | undefined;
    const observer = new ResizeObserver(() => {
      if (place.clientWidth > 0) plot?.setSize({ width: place.clientWidth, height: HEIGHT });
    });
    observer.observe(place);
    const disposeLook = effect(() => {
      plot?.destroy();
      plot = new UPlot(
        optionsOf(place.clientWidth, figures, isDark.value),
        dataOf(calm.peek()?.picture, figures),
        place,
      );
    });
    const disposeData = effect(() => {
      const { value } = calm;
      inTurn(place, () => plot?.setData(dataOf(value?.picture, figures)));
    });
    return () => {
      observer.disconnect();
      disposeLook();
      disposeData();
      plot?.destroy();
      plot = undefined;
    };
  }, []);
  return (
    <div class="chart">
      <h3>{title}</h3>
      <div ref={ref} role="img" aria-label={fill(words.value.chartPicture, { name: title, epochs })} />
    </div>
  );
}

/** Those of the run, and of the other where there is one. */
function dataOf(picture: Picture | undefined, figures: readonly [Figure, Figure]): UPlot.AlignedData {
  const own = columnsOf(picture?.curves, figures);
  const other = columnsOf(picture?.other?.curves, figures);
  return other[0].length === 0
    ? [...own, ...other.slice(1).map(() => own[0].map(() => null))]
    : UPlot.join([own, other]);
}

function columnsOf(curves: Points | undefined, figures: readonly [Figure, Figure]): [number[], Column, Column] {
  if (curves === undefined) return [[], [], []];
  // A gap is null there.
  const [training, validation] = figures.map((name) =>
    Array.from(curves[name], (value) => (Number.isNaN(value) ? null : value)),
  );
  return [[...curves.epoch], training!, validation!];
}

function optionsOf(width: number, [name]: readonly [Figure, Figure], dark: boolean): UPlot.Options {
  const { muted, line } = surface(dark);
  const { positive, negative } = signed(dark);
  const axis: UPlot.Axis = {
    stroke: muted,
    grid: { stroke: line, width: 1 },
    ticks: { show: false },
    font: '11px system-ui, sans-serif',
  };
  return {
    width: Math.max(width, 100),
    height: HEIGHT,
    legend: { show: false },
    cursor: { show: false },
    scales: {
      x: { time: false },
      y: {
        range: (_, least, most) => (name === 'accuracy' ? [0, 1] : [Math.min(0, least), most > 0 ? most * 1.05 : 1]),
      },
    },
    axes: [
      { ...axis, size: 28 },
      { ...axis, size: 42 },
    ],
    series: [
      {},
      { stroke: positive, width: 2.2, points: { show: false }, spanGaps: true },
      { stroke: negative, width: 1.4, points: { show: false }, spanGaps: true },
      { stroke: positive, width: 1.2, dash: [5, 4], points: { show: false }, spanGaps: true },
      { stroke: negative, width: 1, dash: [5, 4], points: { show: false }, spanGaps: true },
    ],
  };
}

const ROWS = 20;

function CurvesTable() {
  const current = calm.value;
  if (current === undefined) return null;
  const { curves } = current.picture;
  const { curvesTable, epoch, loss, training, validation } = words.value;
  const length = curves.epoch.length;
  const count = Math.min(ROWS, length);
  const chosen = Array.from({ length: count }, (_, i) => Math.round((i * (length - 1)) / Math.max(1, count - 1)));
  const columns = [loss, shareName()].flatMap((name) => [ofPart(name, training), ofPart(name, validation)]);
  const rows = chosen.map(
    (i) => [String(curves.epoch[i]), FIGURES.map((name) => shortNumber(curves[name][i]!))] as const,
  );
  return <NumberTable caption={curvesTable} corner={epoch} columns={columns} rows={rows} />;
}
