/** What is drawn on the sheet, and which picture is looked at. */
import { computed, effect, signal } from '@preact/signals';
import { countedPixels, fitted, type Stroke } from '../../core/data/strokes.ts';
import {
  MOST_SKETCHES,
  brightnessOf,
  decodeSketches,
  encodeSketches,
  type Sketch,
} from '../../core/settings/sketches.ts';
import { choose, see } from '../player/player.ts';
import { sample, sceneOfRun, settings } from '../state/state.ts';

/** Between the points of a stroke. */
const SPACING = 0.01;

/** The strokes of the drawing; the last may be under way. */
export const strokes = signal<readonly Stroke[]>([]);
/** Whether the pen is down; strokes by keys go on where it is. */
export const isDown = signal(false);
export const pen = signal<Stroke[number]>([0.5, 0.5]);
/** Whether drawings are moved and stretched to fill the sheet; by default as the pictures of the set are. */
export const fits = signal<boolean | undefined>(undefined);

export const isFitted = (): boolean => fits.value ?? settings.value.data === 'digits';

/** The drawing as a picture of so many pixels a side, in levels. */
export const pixelsOf = (side: number): Uint8Array<ArrayBuffer> =>
  countedPixels(isFitted() ? fitted(strokes.value, side) : strokes.value, side);

/** The pictures that are there, and their pixels a side. */
export const images = computed(() => sceneOfRun.value?.images);
export const side = computed(() => images.value?.side);

/** What is looked at, the drawing, where there is one, or a sample, is asked for when it changes. */
effect(() => {
  if (side.value === undefined) return;
  if (strokes.value.length === 0) void see({ sample: sample.value });
  else void see({ pixels: brightnessOf(pixelsOf(side.value)) });
});

/** Puts the pen down, begins a stroke. */
export function press(...at: Stroke[number]): void {
  strokes.value = [...strokes.value, [at]];
}

/** Goes on with the stroke, where it is some way off. */
export function drag(...at: Stroke[number]): void {
  const { value: all } = strokes;
  const stroke = all.at(-1);
  const last = stroke?.at(-1);
  if (stroke === undefined || last === undefined || Math.hypot(at[0] - last[0], at[1] - last[1]) < SPACING) return;
  strokes.value = [...all.slice(0, -1), [...stroke, at]];
}

/** Takes the last stroke back. */
export function undoStroke(): void {
  strokes.value = strokes.value.slice(0, -1);
  isDown.value = false;
}

export function clearSheet(): void {
  strokes.value = [];
  isDown.value = false;
}

/** Looks at a sample. */
export function lookAt(n: number): void {
  clearSheet();
  sample.value = n;
}

/** Makes the drawing an example of a class, to train on. */
export function addSketch(mark: number): void {
  const { value: now } = settings;
  if (side.value === undefined || strokes.value.length === 0) return;
  const sketches = [...decodeSketches(now.sketches)!, { mark, pixels: pixelsOf(side.value) }];
  if (sketches.length > MOST_SKETCHES) return;
  choose({ sketches: encodeSketches(sketches) });
  clearSheet();
}

/** Takes an example away. */
export function removeSketch(sketch: Sketch): void {
  const text = encodeSketches([sketch]);
  const all = settings.value.sketches.split('.');
  choose({ sketches: all.filter((_, i) => i !== all.indexOf(text)).join('.') });
}
