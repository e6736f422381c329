/**
 * Plays a run. The page pulls: for each frame it asks the worker for one picture, made after some milliseconds of training; a slow page
 * gets fewer pictures, never a queue. One question is under way at a time.
 */
import { untracked } from '@preact/signals';
import { loaded } from '../../core/loaded.ts';
import {
  MOST_CHANGES,
  linkOf,
  isLive,
  recipeOf,
  withChange,
  type Change,
  type Recipe,
  type WeightChange,
} from '../../core/settings/changes.ts';
import { DEFAULTS, toQuery, type Settings } from '../../core/settings/settings.ts';
import { startWith } from '../../core/settings/starts.ts';
import type { Place, Walk } from '../../core/arithmetic/walk.ts';
import type { Chapter } from '../../lessons/chapters.ts';
import { addressOf, readAddress } from '../state/address.ts';
import type { Picture } from '../../core/picture/picture.ts';
import type { Look } from '../../core/picture/scene.ts';
import type { Looked } from '../../core/picture/seen.ts';
import { MOST_TABLES, usualTarget } from '../../core/data/target.ts';
import type { SavedFile } from '../../core/export/save.ts';
import type { Questions } from '../../worker/messages.ts';
import { Client } from './client.ts';
import { fill, wantsCalm, words } from '../state/preferences.ts';
import { pictureFrame } from '../state/turns.ts';
import {
  against,
  asked,
  embed,
  lesson,
  notice,
  place,
  playing,
  problem,
  pulling,
  recipe,
  settings,
  speed,
  table,
  tables,
  target,
  tell,
  view,
} from '../state/state.ts';

/** Milliseconds of training for a picture: the rest of two frames makes it. A hidden page needs no pictures. */
const [SLICE_MS, HIDDEN_MS, CALM_MS] = [26, 200, 1000];

const client = new Client(() => new Worker(new URL('worker.js', import.meta.url), { type: 'module' }));
client.onFailure = stop;

const DEFAULT: Recipe = { settings: DEFAULTS, changes: [] };

/** Counts the settings that were chosen; what is known of older ones is not shown. */
let chosen = 0;

/**
 * Begins a run of other settings; a new entry in the history of the tab, so that Back undoes it. From an earlier step than the furthest it
 * goes on from there, where it can, and the run that was is kept to compare; but other data are begun with at the start.
 */
export function choose(change: Partial<Settings>): void {
  const next = { ...settings.value, ...change };
  if (toQuery(next) === toQuery(settings.value)) return;
  const { step, reached, each } = place.value;
  const { data, table: id } = settings.value;
  const isPast = step > 0 && step < reached && next.data === data && next.table === id;
  if (isPast) against.value = recipe.value;
  const names = Object.keys(change).filter((name) => isLive(name));
  if (isPast && names.length === Object.keys(change).length) {
    const changed = names.map((name): Change => ({ step, name, value: next[name] }));
    begin(changed.reduce(withChange, recipe.value), step);
  } else begin({ settings: next, changes: [] }, isPast ? { epoch: Math.floor(step / each) } : 0);
}

/** Types a weight or a bias over, from here on; from an earlier step than the furthest, in a run of its own. */
export function type(change: Omit<WeightChange, 'step'>): void {
  const { step, reached } = place.value;
  if (step < reached) against.value = recipe.value;
  begin(withChange(recipe.value, { step, ...change }), step);
}

/** Keeps this run, to compare those that follow with it; or no longer. */
export function keep(isKept: boolean): void {
  against.value = isKept ? recipe.value : undefined;
  void configure(recipe.value, place.value.step);
}

function begin(next: Recipe, at: number | { readonly epoch: number }): void {
  if (next.changes.length > MOST_CHANGES) {
    notice.value = fill(words.value.tooManyChanges, { most: MOST_CHANGES });
    return;
  }
  history.pushState(null, '', pathOf(linkOf(next, typeof at === 'number' ? at : 0)));
  problem.value = undefined;
  void configure(next, at);
}

/** The address of a run on this page, with the lesson that is open. */
export const pathOf = (link: string): string =>
  location.pathname + addressOf(link, { lesson: lesson.value, embed: embed.value });

/** Opens a lesson, with its run, or closes it and leaves the run. */
export function openLesson(chapter: Chapter | undefined): void {
  lesson.value = chapter;
  if (chapter === undefined) asked.value = undefined;
  history.pushState(null, '', pathOf(chapter === undefined ? linkOf(recipe.value, place.value.step) : ''));
  if (chapter !== undefined) void openAddress();
}

/** Begins the run that the address of the page describes, or that of its lesson. */
export async function openAddress(): Promise<void> {
  against.value = undefined;
  try {
    const address = readAddress(location.search);
    lesson.value = address.lesson;
    embed.value = address.embed;
    let { query } = address;
    problem.value = undefined;
    if (address.lesson === undefined) asked.value = undefined;
    else if (query === '') {
      const { prepare } = await loaded(import('./prepare.ts'));
      const preset = prepare(address.lesson);
      query = preset.query;
      against.value = preset.against === undefined ? undefined : recipeOf(preset.against);
    }
    const { at, ...next } = recipeOf(query);
    void configure(next, at);
  } catch (error) {
    tell('badLink', error);
    void configure(DEFAULT);
  }
}

/** Until another run is there. */
let configuring = Promise.resolve();

export function configure(next: Recipe, at: number | { readonly epoch: number } = 0): Promise<void> {
  configuring = ask(next, at);
  return configuring;
}

async function ask(next: Recipe, at: number | { readonly epoch: number }): Promise<void> {
  const mine = ++chosen;
  recipe.value = next;
  target.value = undefined;
  if (at !== 0) playing.value = false;
  try {
    const answer = await client.ask('configure', { recipe: next, against: against.value });
    if (mine !== chosen) return;
    view.value = { recipe: next, settings: settings.value, ...answer };
    const step = typeof at === 'number' ? at : at.epoch * answer.scene.stepsPerEpoch;
    // Who has gone on in the meantime is not called back.
    if (target.value === undefined && step !== answer.picture.step) seek(step);
    void pull();
  } catch (error) {
    if (mine !== chosen) return;
    const { data, table: wanted } = next.settings;
    if (data !== 'table') stop(error as Error);
    else {
      tell(table.value?.id === wanted ? 'badFile' : 'badLink', error);
      if (view.value === undefined) void configure(DEFAULT);
      else recipe.value = view.value.recipe;
    }
  }
}

/** After a failure: the same run in a new worker, as far as it was. */
export function beginAgain(): void {
  problem.value = undefined;
  if (against.value?.settings.data === 'table') against.value = undefined; // the new worker has no table
  void configure(recipe.value, place.value.step);
}

/** Reads a CSV file and begins a run of it: the last column that can be told is the target. */
export async function bring(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    const found = await client.ask('table', { name, bytes });
    tables.value = [...tables.value.filter(({ id }) => id !== found.id), found].slice(-MOST_TABLES);
    problem.value = undefined;
    choose({ ...startWith('table', settings.value), table: found.id, points: '', ...usualTarget(found.columns) });
  } catch (error) {
    tell('badFile', error);
  }
}

/** Shows other inputs on the axes, or holds the others as in another row. */
export async function look(change: Partial<Look>): Promise<void> {
  const before = untracked(() => view.value);
  if (before === undefined) return;
  const mine = chosen;
  const { axes, held } = before.scene;
  try {
    const answer = await client.ask('look', { axes, held, ...change });
    if (mine === chosen) view.value = { ...before, ...answer };
  } catch (error) {
    if (mine === chosen) stop(error as Error);
  }
}

/** What is to be looked at next, while an answer is under way; undefined for nothing, and null where none is. */
let toSee: Looked | undefined | null = null;

/** Looks at a picture: one question at a time, and then the last that was asked for. */
export async function see(looked: Looked): Promise<void> {
  const isBusy = toSee !== null;
  toSee = looked;
  if (isBusy) return;
  while (toSee) {
    const next: Looked = toSee;
    toSee = undefined;
    const mine = chosen;
    try {
      const seen = await client.ask('see', { looked: next });
      const before = untracked(() => view.value);
      if (mine === chosen && seen && before) show({ ...before.picture, seen });
    } catch (error) {
      if (mine === chosen) stop(error as Error);
    }
  }
  toSee = null;
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

/** Goes some steps or epochs on, or back; to the beginning of an epoch. Of a run that is on its way, from where that begins. */
export function move(by: number, unit: 'step' | 'epoch'): void {
  void configuring.then(() => moveFrom(place.value, by, unit));
}

function moveFrom({ step, each }: typeof place.value, by: number, unit: 'step' | 'epoch'): void {
  const from = target.value ?? step;
  if (unit === 'step') seek(from + by);
  else seek(each * (by > 0 ? Math.floor(from / each) + by : Math.ceil(from / each) + by));
}

/** The arithmetic of the next step, as the run stands. */
export const inspect = (place: Place): Promise<Walk> => client.ask('inspect', place);

/** A file of the run as it stands. */
export const save = (question: Questions['save']): Promise<SavedFile> => client.ask('save', question);

/** The digits of the set, as an exported program has them. */
export const digits = (): Promise<string> => client.ask('digits', {});

async function pull(): Promise<void> {
  if (pulling.value) return;
  pulling.value = true;
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
    pulling.value = false;
    speed.value = 0;
  }
}

function show(picture: Picture): void {
  const before = untracked(() => view.value);
  if (before !== undefined) view.value = { ...before, picture };
}

function stop(error: Error): void {
  playing.value = false;
  target.value = undefined;
  tell('stopped', error);
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    if (document.hidden) setTimeout(resolve, 50);
    else void pictureFrame().then(resolve);
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
