import { stopDrawing, toggleDrawing, undo } from '../drawing/drawing.ts';
import { move, play, seek } from '../player/player.ts';
import { singleKeys } from '../state/preferences.ts';
import { helpIsOpen, numbersAreOpen, place, playing } from '../state/state.ts';
import { moveLayer, moveNumber } from '../arithmetic/walking.ts';

/** What takes keys for itself. */
const OWN = 'input, select, textarea, dialog, .scroll, .drawing';
/** What is pressed by Space. */
const PRESSED = 'button, summary, a';

/** Single keys that play and step, wherever they are not somebody else's. */
export function listenToKeys(): void {
  document.addEventListener('keydown', (event) => {
    const { key, shiftKey, target } = event;
    const element = target instanceof Element ? target : document.body;
    const withControl = event.ctrlKey || event.metaKey;
    if (withControl && key.toLowerCase() === 'z' && element.closest('input, textarea') === null) undo(shiftKey);
    if (key === 'Escape') stopDrawing();
    if (withControl || event.altKey || singleKeys.value === 'off') return;
    if (element.closest(OWN) !== null || (key === ' ' && element.closest(PRESSED) !== null)) return;
    const action = ACTIONS[key.length === 1 ? key.toLowerCase() : key];
    if (action === undefined) return;
    event.preventDefault();
    action(shiftKey ? 'epoch' : 'step');
  });
}

const ACTIONS: Readonly<Record<string, (unit: 'step' | 'epoch') => void>> = {
  ' ': play,
  ArrowLeft: (unit) => move(-1, unit),
  ArrowRight: (unit) => move(1, unit),
  Home: () => seek(0),
  End: () => seek(place.value.reached),
  d: toggleDrawing,
  a: () => {
    playing.value = false;
    numbersAreOpen.value = !numbersAreOpen.value;
  },
  n: (unit) => (unit === 'step' ? moveNumber(1) : moveLayer(1)),
  p: (unit) => (unit === 'step' ? moveNumber(-1) : moveLayer(-1)),
  '?': () => (helpIsOpen.value = true),
};
