import { move, play, seek } from './player.ts';
import { singleKeys } from './preferences.ts';
import { helpIsOpen, place } from './state.ts';

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
    const action = ACTIONS[key];
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
  '?': () => (helpIsOpen.value = true),
};
