/**
 * The service worker: once the page was loaded, it works without its server.
 *
 * The network comes first, and what was kept only where there is no answer. So a new version is there at the next load; and since a port of
 * this machine belongs to another program tomorrow, this one never stands before what is served there: it sees that the page is not its
 * own, and goes with all that it kept.
 */

/** The files of the page, as the build made them, and a sum of their bytes; one name for each. */
declare const FILES: readonly string[];
declare const VERSION: string;

interface ExtendableEvent extends Event {
  waitUntil(done: Promise<unknown>): void;
}
interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}
declare const self: {
  readonly location: Location;
  readonly registration: ServiceWorkerRegistration;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: ExtendableEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
};

/** What the caches of this page begin with: others at the same origin may have their own. */
const OURS = `nnfs-playground ${self.registration.scope} `;
const NAME = OURS + VERSION;
/** Stands in the page. */
const MARK = '<title>nnfs playground</title>';

const urls = new Set(FILES.map((file) => new URL(file, self.location.href).href));

self.addEventListener('install', (event) => event.waitUntil(keep()));
self.addEventListener('activate', (event) => event.waitUntil(takeOver()));
self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = request.url.replace(/[?#].*$/, '');
  if (request.method === 'GET' && urls.has(url)) event.respondWith(answer(request, url));
});

async function keep(): Promise<void> {
  const cache = await caches.open(NAME);
  await cache.addAll([...urls].map((url) => new Request(url, { cache: 'no-cache' })));
  await self.skipWaiting();
}

async function takeOver(): Promise<void> {
  await forget((name) => name !== NAME);
  await self.clients.claim();
}

async function forget(isOld: (name: string) => boolean): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(OURS) && isOld(name));
  await Promise.all(names.map((name) => caches.delete(name)));
}

async function answer(request: Request, url: string): Promise<Response> {
  const isPage = request.mode === 'navigate';
  const response = await fetch(request).catch(() => undefined);
  if (isPage && response?.ok === true && !(await response.clone().text()).includes(MARK)) {
    await self.registration.unregister();
    await forget(() => true);
  }
  // A part of an older version may be missing while a page of it is open.
  if (response !== undefined && (response.ok || isPage)) return response;
  const cache = await caches.open(NAME);
  return (await cache.match(url)) ?? response ?? Response.error();
}

export {}; // a module: `self` is its own
