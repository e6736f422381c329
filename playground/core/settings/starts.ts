import { NAMES, defaultsOf, type Settings } from './settings.ts';

/** Other data, and from points to pictures or back the settings that go with them. */
export function startWith(data: Settings['data'], settings: Settings): Partial<Settings> {
  const [before, after] = [defaultsOf(settings.data), defaultsOf(data)];
  const others = NAMES.filter((name) => before[name] !== after[name]);
  return { data, ...Object.fromEntries(others.map((name) => [name, after[name]])) };
}
