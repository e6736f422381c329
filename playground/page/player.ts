/**
 * Plays a run. The page pulls: for each frame it asks the worker for one picture, made after some milliseconds of training; a slow page
 * gets fewer pictures, never a queue. One question is under way at a time.
 */
import { untracked } from '@preact/signals';
import { DEFAULTS, fromQuery, toQuery, type Settings } from '../core/settings.ts';
import type { Place, Walk } from '../core/arithmetic.ts';
import type { Picture } from '../core/picture.ts';
import type { Look } from '../core/scene.ts';
import { usualTarget } from '../core/target.ts';
import type { SavedFile } from '../core/save.ts';
import type { Questions } from '../worker/messages.ts';
import { wantsCalm } from './preferences.ts';
import { Client } from './client.ts';
import { place, playing, problem, settings, speed, table, target, view } from './state.ts';

/** Milliseconds of training for a picture: the rest of a frame makes it. A hidden page needs no pictures. */
const [SLICE_MS, HIDDEN_MS, CALM_MS] = [11, 200, 1000];

const client = new Client(() => new Worker(new URL('worker.js', import.meta.url), { type: 'module' }));
client.onFailure = stop;

/** Counts the settings that were chosen; what is known of older ones is not shown. */
let chosen = 0;
let pulling = false;

/** Begins a run of other settings; a new entry in the history of the tab, so that Back undoes it. */
export function choose(change: Partial<Settings>): void {
  const next = { ...settings.value, ...change };
  const query = toQuery(next);
  if (query === toQuery(settings.value)) return;
  history.pushState(null, '', query === '' ? location.pathname : `?${query}`);
  problem.value = undefined;
  void configure(next);
}

/** Begins the run that the address of the page describes. */
export function openAddress(): void {
  try {
    const { settings: next, at } = fromQuery(location.search);
    problem.value = undefined;
    void configure(next, at);
  } catch (error) {
    const { name, message } = error as Error;
    problem.value = { kind: 'badLink', name, message };
    void configure(DEFAULTS);
  }
}

async function configure(next: Settings, at = 0): Promise<void> {
  const mine = ++chosen;
  settings.value = next;
  target.value = undefined;
  if (at > 0) playing.value = false;
  try {
    const answer = await client.ask('configure', { settings: next });
    if (mine !== chosen) return;
    view.value = { settings: next, ...answer };
    if (at > 0) seek(at);
    void pull();
  } catch (error) {
    if (mine !== chosen) return;
    if (next.data !== 'table') stop(error as Error);
    else {
      const { name, message } = error as Error;
      problem.value = { kind: table.value?.id === next.table ? 'badFile' : 'badLink', name, message };
      if (view.value === undefined) void configure(DEFAULTS);
      else settings.value = view.value.settings;
    }
  }
}

/** After a failure: the same run in a new worker, as far as it was. */
export function beginAgain(): void {
  problem.value = undefined;
  void configure(settings.value, place.value.step);
}

/** Reads a CSV file and begins a run of it: the last column that can be told is the target. */
export async function bring(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    const found = await client.ask('table', { name, bytes });
    table.value = found;
    problem.value = undefined;
    choose({ data: 'table', table: found.id, points: '', ...usualTarget(found.columns) });
  } catch (error) {
    const { name: kind, message } = error as Error;
    problem.value = { kind: 'badFile', name: kind, message };
  }
}

/** Shows other inputs on the axes, or holds the others as in another row. */
export async function look(change: Partial<Look>): Promise<void> {
  const before = untracked(() => view.value);
  if (before === undefined) return;
  const mine = chosen;
  const { axes, held } = before.scene;
  const answer = await client.ask('look', { axes, held, ...change });
  if (mine === chosen) view.value = { ...before, ...answer };
}

export function play(): void {
  const { picture, scene } = view.value ?? {};
  playing.value = !playing.value && picture?.diverged === undefined && scene?.targets.length !== 0;
  target.value = undefined;
  void pull();
}

/** Goes to a step of the run. */
export function seek(step: number): void {
  playing.value = false;
  target.value = Math.max(0, step);
  void pull();
}

/** Goes some steps or epochs on, or back; to the beginning of an epoch. */
export function move(by: number, unit: 'step' | 'epoch'): void {
  const { step, each } = place.value;
  const from = target.value ?? step;
  if (unit === 'step') seek(from + by);
  else seek(each * (by > 0 ? Math.floor(from / each) + by : Math.ceil(from / each) + by));
}

/** The arithmetic of a neuron, as the run stands. */
export const inspect = (place: Place): Promise<Walk> => client.ask('inspect', place);

/** A file of the run as it stands. */
export const save = (question: Questions['save']): Promise<SavedFile> => client.ask('save', question);

async function pull(): Promise<void> {
  if (pulling) return;
  pulling = true;
  const pace = new Pace();
  let shownAt = -Infinity;
  try {
    while (view.value !== undefined && (playing.value || target.value !== undefined)) {
      const mine = chosen;
      const goal = target.value;
      const ms = document.hidden ? HIDDEN_MS : SLICE_MS;
      const asked = goal === undefined ? client.ask('run', { ms }) : client.ask('seek', { step: goal, ms });
      const [picture] = await Promise.all([asked, nextFrame()]);
      if (mine !== chosen) continue;
      // Who wants little to move sees a picture a second.
      const held = goal === undefined && playing.value && wantsCalm() && performance.now() - shownAt < CALM_MS;
      if (!held) {
        show(picture);
        shownAt = performance.now();
      }
      speed.value = goal === undefined ? pace.at(picture.step / place.value.each) : 0;
      const arrived = picture.step === goal || picture.diverged !== undefined;
      if (arrived && target.value === goal) target.value = undefined;
      if (picture.diverged !== undefined) playing.value = false;
    }
  } catch (error) {
    stop(error as Error);
  } finally {
    pulling = false;
    speed.value = 0;
  }
}

function show(picture: Picture): void {
  const before = untracked(() => view.value);
  if (before !== undefined) view.value = { ...before, picture };
}

function stop({ name, message }: Error): void {
  playing.value = false;
  target.value = undefined;
  problem.value = { kind: 'stopped', name, message };
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    if (document.hidden) setTimeout(resolve, 50);
    else requestAnimationFrame(() => resolve());
  });
}

/** Epochs a second over the last second or so. */
class Pace {
  #marks: { readonly time: number; readonly epochs: number }[] = [];

  at(epochs: number): number {
    const time = performance.now();
    this.#marks = [...this.#marks.filter((mark) => time - mark.time < 1000), { time, epochs }];
    const first = this.#marks[0]!;
    return time === first.time ? 0 : (1000 * (epochs - first.epochs)) / (time - first.time);
  }
}
