/** Layers and neurons more and fewer, by buttons and by keys. */
import { withLayer, withNeurons, withoutLayer } from '../../core/settings/hidden.ts';
import { choose } from '../player/player.ts';
import { settings } from '../state/state.ts';

export const addLayer = (at: number): void => choose({ hidden: withLayer(settings.value.hidden, at) });
export const removeLayer = (at: number): void => choose({ hidden: withoutLayer(settings.value.hidden, at) });
export const addNeurons = (at: number, by: number): void =>
  choose({ hidden: withNeurons(settings.value.hidden, at, by) });

const ACTIONS: Readonly<Record<string, (layer: number) => void>> = {
  Insert: addLayer,
  Delete: removeLayer,
  '+': (layer) => addNeurons(layer, 1),
  '-': (layer) => addNeurons(layer, -1),
};

/** Keys on a neuron: of what it is one of, there is one more or less. What had the focus keeps it, or what is nearest to it then. */
export function layerKeys({ key, target, currentTarget, ctrlKey, metaKey }: KeyboardEvent): void {
  const neuron = target instanceof Element ? target.closest<HTMLElement>('.neuron') : null;
  const column = neuron?.closest<HTMLElement>('[data-column]');
  const action = ACTIONS[key];
  if (!neuron || !column || action === undefined || ctrlKey || metaKey) return;
  const [layer, place] = [Number(column.dataset.column) - 1, Number(neuron.dataset.node)];
  action(layer);
  requestAnimationFrame(() => {
    const columns = [...(currentTarget as HTMLElement).querySelectorAll('[data-column]')];
    const near = columns.slice(1, -1)[Math.min(layer, columns.length - 3)] ?? columns[0]!;
    const nodes = [...near.querySelectorAll<HTMLElement>('[data-node]')];
    nodes[Math.min(place, nodes.length - 1)]?.focus();
  });
}
