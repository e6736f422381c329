/** Drawing points on the map: what is drawn with, what is under way, and what can be undone. */
import { effect, signal, untracked } from '@preact/signals';
import {
  LEVELS,
  MOST_POINTS,
  decodePoints,
  encodePoints,
  snapped,
  type DrawnPoint,
} from '../../core/settings/points.ts';
import { classesOf, taskOf, type Settings } from '../../core/settings/settings.ts';
import { choose } from '../player/player.ts';
import { settings, tab, view, type View } from '../state/state.ts';

/** Between the points of a stroke, and how far an eraser reaches; the sheet is 2 wide. */
const [SPACING, REACH] = [0.07, 0.06];
/** Of the points of other data, about so many are a beginning. */
const A_BEGINNING = 300;

export const drawing = signal(false);
/** What a press puts: a mark, or it erases. */
export const brush = signal<number | 'eraser'>(0);
/** Where keys draw. */
export const cursor = signal({ x: 0, y: 0 });
/** The drawing as it is on the page, while the run of it is not there yet. */
export const sheet = signal<readonly DrawnPoint[] | undefined>(undefined);
/** Drawings before the last change, and those that were undone. */
export const past = signal<readonly string[]>([]);
export const future = signal<readonly string[]>([]);
/** Where the stroke last put a point, or undefined between strokes. */
let last: { readonly x: number; readonly y: number } | undefined;

effect(() => {
  const shown = view.value?.settings.points;
  if (last === undefined && shown === settings.value.points) sheet.value = undefined;
  if (settings.value.data !== 'drawn') drawing.value = false;
});

const drawn = (): readonly DrawnPoint[] => sheet.peek() ?? decodePoints(settings.peek().points)!;

/** How many marks the task has. */
export const marksOf = (of: Settings): number =>
  ({ classes: classesOf(of), curve: 1, surface: LEVELS.length })[taskOf(of)];

/** Starts to draw, on the points that are there, or stops. */
export function toggleDrawing(): void {
  if (settings.value.data !== 'drawn') {
    const { value: current } = view;
    const task = taskOf(settings.value);
    choose({
      data: 'drawn',
      task,
      classes: classesOf(settings.value) || settings.value.classes,
      points: beginning(current, task),
    });
    drawing.value = false;
  }
  drawing.value = !drawing.value;
  tab.value = 'data';
  if (brush.value !== 'eraser' && brush.value >= marksOf(settings.value)) brush.value = 0;
}

/** Stops, and goes back to where it was started. */
export function stopDrawing(): void {
  if (!drawing.value) return;
  drawing.value = false;
  document.querySelector<HTMLElement>('.draw-toggle')?.focus();
}

/** Points of other data on the sheet. */
function beginning(current: View | undefined, task: Settings['task']): string {
  if (current === undefined) return '';
  const { points, targets, region, range } = current.scene;
  const [middle, half] = [(region.left + region.right) / 2, (region.right - region.left) / 2];
  const height = (region.top - region.bottom) / 2;
  const every = Math.ceil(targets.length / A_BEGINNING);
  const rank = points.length / targets.length;
  const up = (y: number): number => snapped((y - (region.top + region.bottom) / 2) / height);
  const found: DrawnPoint[] = [];
  for (let n = 0; n < targets.length; n += every) {
    const [x, target] = [snapped((points[rank * n]! - middle) / half), targets[n]!];
    if (task === 'curve') found.push({ x, y: up(target), mark: 0 });
    else found.push({ x, y: up(points[rank * n + 1]!), mark: task === 'classes' ? target : levelOf(target, range) });
  }
  return encodePoints(found.sort((a, b) => a.mark - b.mark)); // a text is shorter for long runs of a mark
}

function levelOf(value: number, [low, high]: readonly [number, number]): number {
  const share = low === high ? 0.5 : (2 * (value - low)) / (high - low) - 1;
  const distances = LEVELS.map((level) => Math.abs(level - share));
  return distances.indexOf(Math.min(...distances));
}

/** Puts a point, or erases around it. */
export function press(x: number, y: number, tool = brush.value): void {
  const points = drawn();
  last = { x, y };
  if (tool === 'eraser') sheet.value = points.filter((point) => Math.hypot(point.x - x, point.y - y) > REACH);
  else if (points.length < MOST_POINTS) sheet.value = [...points, { x: snapped(x), y: snapped(y), mark: tool }];
}

/** Goes on with a stroke: presses all the way, however far it is since the last event. */
export function drag(x: number, y: number): void {
  const spacing = brush.value === 'eraser' ? REACH / 2 : SPACING;
  while (last !== undefined) {
    const distance = Math.hypot(x - last.x, y - last.y);
    if (distance < spacing) return;
    press(last.x + ((x - last.x) * spacing) / distance, last.y + ((y - last.y) * spacing) / distance);
  }
}

/** Ends a stroke: the run of the drawing begins. */
export function release(): void {
  last = undefined;
  if (sheet.value !== undefined) become(encodePoints(sheet.value));
}

export const clear = (): void => become('');

function become(points: string): void {
  const before = settings.value.points;
  if (points === before) {
    sheet.value = undefined;
    return;
  }
  past.value = [...past.value, before];
  future.value = [];
  choose({ points });
}

/** Takes the last change of the drawing back, or makes it again. */
export function undo(again = false): void {
  const [from, to] = again ? [future, past] : [past, future];
  const points = from.value.at(-1);
  if (points === undefined || settings.value.data !== 'drawn') return;
  untracked(() => {
    from.value = from.value.slice(0, -1);
    to.value = [...to.value, settings.value.points];
  });
  choose({ points });
}
