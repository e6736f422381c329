import { effect } from '@preact/signals';
import { view } from '../state/state.ts';

/** Keeps the page for when its server cannot be reached: in the background, once there is a picture. */
export function keepForOffline(): void {
  const dispose = effect(() => {
    if (view.value === undefined) return;
    void register();
    queueMicrotask(() => dispose());
  });
}

async function register(): Promise<void> {
  try {
    await navigator.serviceWorker.register(new URL('offline.js', import.meta.url));
  } catch {
    // Where none is allowed, as in a frame of its own or without encryption, the page needs its server.
  }
}
