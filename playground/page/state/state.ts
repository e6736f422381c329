/** What the page knows. Components read these signals; `player.ts` and the controls change them. */
import { computed, signal } from '@preact/signals';
import type { KernelKind } from 'nnfs';
import { NOT_LOADED } from '../../core/loaded.ts';
import { settingsAfter, type Recipe } from '../../core/settings/changes.ts';
import type { Asked } from '../../lessons/lessons.ts';
import { HIDDEN, type Chapter } from '../../lessons/chapters.ts';
import type { Part } from './address.ts';
import type { TableSummary } from '../../core/data/own-table.ts';
import type { Picture } from '../../core/picture/picture.ts';
import type { Scene } from '../../core/picture/scene.ts';
import { DEFAULTS, type Settings } from '../../core/settings/settings.ts';

/** The one description of a run; all else follows from it. */
export const recipe = signal<Recipe>({ settings: DEFAULTS, changes: [] });

/** The settings as they are after all changes. */
export const settings = computed<Settings>(() => settingsAfter(recipe.value));

/** Another run, that this one is compared with. */
export const against = signal<Recipe | undefined>(undefined);

/** What a run looks like, with the recipe that it is a run of, and the settings after it. */
export interface View {
  readonly recipe: Recipe;
  readonly settings: Settings;
  readonly scene: Scene;
  readonly kernels: KernelKind;
  readonly picture: Picture;
}

export const view = signal<View | undefined>(undefined);

/** What stays the same from picture to picture of a run. */
export const sceneOfRun = computed(() => view.value?.scene);
export const settingsOfRun = computed(() => view.value?.settings);

/** The tables that were brought, the last at the end: those that the worker keeps. */
export const tables = signal<readonly TableSummary[]>([]);

/** The table of the settings; where they have none, the last that was brought. */
export const table = computed(() => tables.value.find(({ id }) => id === settings.value.table) ?? tables.value.at(-1));

export const playing = signal(false);

/** Whether the worker is asked for pictures: for one more after a pause. */
export const pulling = signal(false);

/** A neuron whose numbers are shown: of which dense layer, and which. */
export const chosen = signal<readonly [layer: number, neuron: number]>([0, 0]);

/** What is followed through the network: an input, and a neuron of each dense layer; those that are missing are 0. */
export const way = signal<readonly number[]>([]);

/** Of pictures, the filter that is followed of a convolution, from 0, where that is not the one of the largest product. */
export const filters = signal<Readonly<Record<number, number>>>({});

/** The point that is followed. */
export const sample = signal(7);

/** The lesson that is open. */
export const lesson = signal<Chapter | undefined>(undefined);

/** What was answered in a lesson; no text where it was skipped. */
export const answered = signal<{ readonly chapter: Chapter; readonly text: string | undefined } | undefined>(undefined);

/** The number that a lesson asks for: it is hidden. */
export const asked = signal<Asked | undefined>(undefined);

/** Whether figures are hidden, since they would give the answer of the open lesson away. */
export function areHidden(figures: 'losses' | 'steps'): boolean {
  const { value: chapter } = lesson;
  return chapter !== undefined && answered.value?.chapter !== chapter && HIDDEN[chapter] === figures;
}

/** The parts that are shown where the page is a part of another; undefined for all. */
export const embed = signal<readonly Part[] | undefined>(undefined);

/** Whether the arithmetic is shown. */
export const numbersAreOpen = signal(false);

/** The step that is being gone to. */
export const target = signal<number | undefined>(undefined);

/** Epochs a second, while it plays. */
export const speed = signal(0);

/** Something that the reader is to know: the name of an error and its sentence. */
export interface Problem {
  readonly kind: 'badLink' | 'badFile' | 'notLoaded' | 'stopped';
  readonly name: string;
  readonly message: string;
}

export const problem = signal<Problem | undefined>(undefined);

/** Tells the reader of an error: of this kind, unless a part of the program could not be loaded. */
export function tell(kind: Problem['kind'], error: unknown): void {
  const { name, message } = error as Error;
  problem.value = { kind: name === NOT_LOADED ? 'notLoaded' : kind, name, message };
}

/** A short confirmation, such as that of a copied link. */
export const notice = signal('');

export const helpIsOpen = signal(false);

/** The part that a narrow page shows under the map. */
export const TABS = ['data', 'network', 'training', 'curves'] as const;
export const tab = signal<(typeof TABS)[number]>('data');

const stepsPerEpoch = computed(() => sceneOfRun.value?.stepsPerEpoch ?? 1);

/** Where a run stands, in epochs and steps of the epoch. */
export const place = computed(() => {
  const { picture } = view.value ?? {};
  const [step, reached, each] = [picture?.step ?? 0, picture?.reached ?? 0, stepsPerEpoch.value];
  return { step, reached, each, epoch: Math.floor(step / each), within: step % each };
});
