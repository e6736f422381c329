/** What the page and its worker say to each other. The worker has the model and the data; the page asks, and shows what it is told. */
import type { KernelKind } from 'nnfs';
import type { Place, Walk } from '../core/arithmetic/walk.ts';
import type { TableSummary } from '../core/data/own-table.ts';
import type { Savable, SavedFile } from '../core/export/save.ts';
import type { Picture } from '../core/picture/picture.ts';
import type { Look, Scene } from '../core/picture/scene.ts';
import type { Looked, Seen } from '../core/picture/seen.ts';
import type { Limits } from '../core/run/run.ts';
import type { Recipe } from '../core/settings/changes.ts';

/** What may be asked. A run pauses when nothing is asked; a step is a seek to the next. */
export interface Questions {
  /** Begins a run, or goes on with one that began in the same way; beside it there may be another to compare it with. */
  readonly configure: { readonly recipe: Recipe; readonly against?: Recipe | undefined };
  /** Reads a CSV file; settings name it by what the answer says. */
  readonly table: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };
  /** Shows other inputs. */
  readonly look: Look;
  /** Looks at a picture. */
  readonly see: { readonly looked: Looked };
  /** Goes on. */
  readonly run: Limits;
  /** Goes to a step of the run, or in the time given as near as it gets. */
  readonly seek: { readonly step: number; readonly ms: number };
  /** The arithmetic of the next step. */
  readonly inspect: Place;
  readonly save: { readonly what: Savable };
  /** The digits of the set, as an exported program has them. */
  readonly digits: object;
}

export interface Answers {
  readonly configure: { readonly scene: Scene; readonly picture: Picture; readonly kernels: KernelKind };
  readonly table: TableSummary;
  readonly look: { readonly scene: Scene; readonly picture: Picture };
  /** undefined where the samples are no pictures. */
  readonly see: Seen | undefined;
  readonly run: Picture;
  readonly seek: Picture;
  readonly inspect: Walk;
  readonly save: SavedFile;
  readonly digits: string;
}

export type Kind = keyof Questions;

/** A question, with a number that its answer carries too. */
export type Question = { readonly [K in Kind]: { readonly id: number; readonly kind: K } & Questions[K] }[Kind];

export type Answer =
  | { readonly id: number; readonly answer: Answers[Kind] }
  | { readonly id: number; readonly error: { readonly name: string; readonly message: string } };
