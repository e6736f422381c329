import { render } from 'preact';
import { App } from './app.tsx';
import { listenToArrivals } from './arrivals.ts';
import { listenToKeys } from './keys.ts';
import { openAddress } from './player.ts';
import { followPreferences } from './preferences.ts';

followPreferences();
listenToKeys();
listenToArrivals();
addEventListener('popstate', () => void openAddress());
render(<App />, document.body);
void openAddress();
