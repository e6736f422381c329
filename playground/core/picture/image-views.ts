import { ImagePainter } from './image-painter.ts';
import { imageScene } from './image-scene.ts';
import type { Views } from './views.ts';

/** By what each layer sees in a picture. */
export const OF_IMAGES: Views = { sceneOf: imageScene, painterOf: (run, scene) => new ImagePainter(run, scene) };
