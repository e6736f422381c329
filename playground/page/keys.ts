import { move, play, seek } from './player.ts';
import { singleKeys } from './preferences.ts';
import { helpIsOpen, numbersAreOpen, place, playing } from './state.ts';
import { moveLayer, moveNumber } from './walking.ts';

/** What takes keys for itself. */
const OWN = 'input, select, textarea, dialog, .scroll';
/** What is pressed by Space. */
const PRESSED = 'button, summary, a';

/** Single keys that play and step, wherever they are not somebody else's. */
export function listenToKeys(): void {
  document.addEventListener('keydown', (event) => {
    const { key, shiftKey, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || singleKeys.value === 'off') return;
    const element = target instanceof Element ? target : document.body;
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
  a: () => {
    playing.value = false;
    numbersAreOpen.value = !numbersAreOpen.value;
  },
  n: (unit) => (unit === 'step' ? moveNumber(1) : moveLayer(1)),
  p: (unit) => (unit === 'step' ? moveNumber(-1) : moveLayer(-1)),
  '?': () => (helpIsOpen.value = true),
};
