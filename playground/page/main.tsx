import { render } from 'preact';
import { App } from './app.tsx';
import { listenToArrivals } from './settings/arrivals.ts';
import { listenToKeys } from './frame/keys.ts';
import { openAddress } from './player/player.ts';
import { followPreferences } from './state/preferences.ts';

followPreferences();
listenToKeys();
listenToArrivals();
addEventListener('popstate', () => void openAddress());
render(<App />, document.body);
void openAddress();
