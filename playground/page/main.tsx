import { render } from 'preact';
import { App } from './app.tsx';
import { listenToKeys } from './frame/keys.ts';
import { keepForOffline } from './frame/offline.ts';
import { openAddress } from './player/player.ts';
import { listenToArrivals } from './settings/arrivals.ts';
import { followPreferences } from './state/preferences.ts';

addEventListener('popstate', () => void openAddress());
void openAddress();
await followPreferences();
listenToKeys();
listenToArrivals();
keepForOffline();
render(<App />, document.body);
