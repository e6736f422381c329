/** The arithmetic of the next step, and the line of it that is looked at. */
import { computed, effect, signal } from '@preact/signals';
import { NOT_LOADED } from '../../core/loaded.ts';
import type { Walk } from '../../core/arithmetic/walk.ts';
import { calm } from '../state/calm.ts';
import { inspect, move } from '../player/player.ts';
import { chosen, filters, numbersAreOpen, place, playing, sample, settings, tell, way } from '../state/state.ts';

export const walk = signal<Walk | undefined>(undefined);

/** The line that is looked at, counted through all pages. */
export const cursor = signal(0);

/** All lines, each with its page and its place there. */
export const lines = computed(() =>
  (walk.value?.pages ?? []).flatMap((page, at) => page.lines.map((line, within) => ({ page, at, line, within }))),
);

export const current = computed(() => lines.value[Math.min(cursor.value, lines.value.length - 1)]);

/** Asked for anew when the run has moved, or what is followed. */
effect(() => {
  const view = calm.value;
  if (view === undefined || !numbersAreOpen.value) return;
  const { weights, biases } = view.picture;
  const { samples } = view.scene;
  // What the dense layers see: of pictures that is what the layers before make of them.
  const sizes = [weights[0]!.length / biases[0]!.length, ...biases.map(({ length }) => length)];
  const asked = sizes.map((size, i) => Math.min(way.value[i] ?? 0, size - 1));
  const at = Math.max(0, Math.min(sample.value, samples - 1));
  inspect({ sample: at, way: asked, filters: filters.value }).then(
    (found) => (walk.value = found),
    (error: unknown) => {
      walk.value = undefined;
      if ((error as Error).name === NOT_LOADED) tell('stopped', error);
    },
  );
});

/** What is looked at is what is chosen in the picture of the network. */
effect(() => {
  const page = current.value?.page;
  if (page !== undefined) chosen.value = [page.layer, page.neuron];
});

/** Follows a neuron of a dense layer, in the part of the step that is looked at; of layer -1, an input. */
export function follow(layer: number, neuron: number): void {
  const next = Array.from({ length: Math.max(way.value.length, layer + 2) }, (_, i) => way.value[i] ?? 0);
  next[layer + 1] = neuron;
  way.value = next;
  if (layer >= 0) goToLayer(layer, neuron);
}

/**
 * Follows a filter of a convolution, in the part of the step that is looked at.
 *
 * @param layer counted back from -1
 * @param largest of the last convolution, which number of those that the dense layers see
 */
export function followFilter(layer: number, filter: number, largest: number): void {
  if (layer === -1) follow(-1, largest);
  else filters.value = { ...filters.value, [settings.value.conv.length + layer]: filter };
  goToLayer(layer, filter);
}

function goToLayer(layer: number, neuron: number): void {
  const phase = current.value?.page.phase;
  const ofLayer = lines.value.flatMap(({ page }, i) => (page.layer === layer ? [{ page, i }] : []));
  const found = ofLayer.find(({ page }) => page.phase === phase) ?? ofLayer[0];
  if (found !== undefined) cursor.value = found.i;
  chosen.value = [layer, neuron];
}

/** One number on, or back; from the last of a step to the first of the next. */
export function moveNumber(by: 1 | -1): void {
  if (!opened()) return;
  goTo(Math.min(cursor.value, lines.value.length - 1) + by);
}

/** To the next layer of the way through the step, forward and back, or to the one before. */
export function moveLayer(by: 1 | -1): void {
  if (!opened()) return;
  const all = lines.value;
  const key = (i: number): string => `${all[i]?.page.phase} ${all[i]?.page.layer}`;
  const starts = all.flatMap((_, i) => (i === 0 || key(i) !== key(i - 1) ? [i] : []));
  const at = Math.min(cursor.value, all.length - 1);
  const next = by > 0 ? starts.find((start) => start > at) : starts.filter((start) => start < at).at(-1);
  goTo(next ?? (by > 0 ? all.length : -1));
}

function goTo(line: number): void {
  const count = lines.value.length;
  if (line >= 0 && line < count) cursor.value = line;
  else if (line >= count) {
    cursor.value = 0;
    move(1, 'step');
  } else if (place.value.step > 0) {
    cursor.value = count - 1;
    move(-1, 'step');
  }
}

/** Opens the numbers where they are closed; a run that plays is paused. */
function opened(): boolean {
  playing.value = false;
  if (numbersAreOpen.value) return lines.value.length > 0;
  numbersAreOpen.value = true;
  cursor.value = 0;
  return false;
}
