import type { Run } from '../run/run.ts';
import { Painter, type Outline, type Picture } from './picture.ts';
import { sceneOf, type Look, type Scene } from './scene.ts';
import type { Looked, Seen } from './seen.ts';

/** Makes pictures of a run. */
export interface Painting {
  paint(): Picture;
  outline(): Outline;
  /** Where samples are pictures: what is seen in one of them, which is looked at from now on. */
  see?(looked: Looked): Seen;
}

/** How runs of a subject are shown. */
export interface Views {
  sceneOf(run: Run, look?: Look): Scene;
  painterOf(run: Run, scene: Scene): Painting;
}

/** On a plane, or over a line. */
export const ON_PLANE: Views = { sceneOf, painterOf: (run, scene) => new Painter(run, scene) };
