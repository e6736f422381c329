import { scaleLinear } from 'd3-scale';
import type { ShownEpoch } from './course.ts';

const WIDTH = 720;
const HEIGHT = 260;
const MARGIN = { top: 34, right: 16, bottom: 38, left: 56 };
/** More points than this cannot be told apart. */
const POINTS = 1000;

interface Curve {
  readonly figure: string;
  readonly name: string;
  readonly color: string;
}

const PANELS: readonly { readonly title: string; readonly curves: readonly Curve[] }[] = [
  {
    title: 'Loss',
    curves: [
      { figure: 'loss', name: 'training', color: '#2563eb' },
      { figure: 'validationLoss', name: 'validation', color: '#d97706' },
    ],
  },
  {
    title: 'Accuracy',
    curves: [
      { figure: 'accuracy', name: 'training', color: '#2563eb' },
      { figure: 'validationAccuracy', name: 'validation', color: '#d97706' },
    ],
  },
];

/** Loss and accuracy over the epochs: an SVG picture, or a page that holds it where the path ends in .html. */
export function drawHistory(epochs: readonly ShownEpoch[], path: string): string {
  const every = Math.ceil(epochs.length / POINTS);
  const shown = epochs.filter((_, i) => i % every === 0 || i === epochs.length - 1);
  const shownPanels = PANELS.filter(({ curves }) => curves.some(({ figure }) => shown[0]?.[figure] !== undefined));
  const panels = shownPanels.map(
    ({ title, curves }, i) => `<g transform="translate(0 ${i * HEIGHT})">\n${panel(title, curves, shown)}\n</g>`,
  );
  const size = `width="${WIDTH}" height="${HEIGHT * panels.length}" viewBox="0 0 ${WIDTH} ${HEIGHT * panels.length}"`;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="system-ui, sans-serif" font-size="12" fill="#374151">`,
    '<title>Loss and accuracy of a training run</title>',
    `<rect width="100%" height="100%" fill="#ffffff"/>`,
    ...panels,
    '</svg>\n',
  ].join('\n');
  return path.toLowerCase().endsWith('.svg') ? svg : page(svg);
}

function panel(title: string, curves: readonly Curve[], epochs: readonly ShownEpoch[]): string {
  const drawn = curves.filter(({ figure }) => epochs.some((report) => report[figure] !== undefined));
  const values = drawn.flatMap(({ figure }) => epochs.flatMap((report) => report[figure] ?? []));
  const last = Math.max(1, epochs.at(-1)?.epoch ?? 1);
  const x = scaleLinear([0, last], [MARGIN.left, WIDTH - MARGIN.right]);
  const top = title === 'Accuracy' ? 1 : Math.max(...values, Number.MIN_VALUE);
  const y = scaleLinear([0, top], [HEIGHT - MARGIN.bottom, MARGIN.top]);
  const [left, right, bottom] = [MARGIN.left, WIDTH - MARGIN.right, HEIGHT - MARGIN.bottom];
  const rows = y.ticks(5).map((value) => {
    const at = pixel(y(value));
    return (
      `<line x1="${left}" x2="${right}" y1="${at}" y2="${at}" stroke="#e5e7eb"/>` +
      `<text x="${left - 8}" y="${at}" dy="0.35em" text-anchor="end">${y.tickFormat(5)(value)}</text>`
    );
  });
  const columns = x.ticks(8).map((value) => {
    return `<text x="${pixel(x(value))}" y="${bottom + 16}" text-anchor="middle">${x.tickFormat(8)(value)}</text>`;
  });
  const paths = drawn.map(({ figure, color }) => {
    const points = epochs.flatMap((report) => {
      const value = report[figure];
      return value === undefined ? [] : [`${pixel(x(report.epoch))},${pixel(y(value))}`];
    });
    const dot = points.length === 1 ? ' stroke-linecap="round" stroke-width="6"' : ' stroke-width="1.5"';
    return `<path d="M${points.join('L')}${points.length === 1 ? 'h0' : ''}" fill="none" stroke="${color}"${dot}/>`;
  });
  const legend = drawn.map(({ name, color }, i) => {
    return `<text x="${right - (drawn.length - 1 - i) * 80}" y="20" text-anchor="end" fill="${color}">${name}</text>`;
  });
  return [
    `<text x="${left}" y="20" font-size="14" font-weight="600">${title}</text>`,
    ...legend,
    ...rows,
    ...columns,
    `<text x="${(left + right) / 2}" y="${HEIGHT - 6}" text-anchor="middle">epoch</text>`,
    ...paths,
  ].join('\n');
}

function pixel(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function page(svg: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Training run</title>
<style>body { margin: 2rem; display: grid; justify-content: center } svg { max-width: 100%; height: auto }</style>
${svg}</html>
`;
}
