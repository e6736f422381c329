import type { Run } from '../run/run.ts';
import { SHEET } from './region.ts';
import { LOOK, rowsOf, samplesOf, type Scene } from './scene.ts';

/** Pictures have no places on a plane, but look like something. */
export function imageScene(run: Run): Scene {
  const common = samplesOf(run);
  const X = rowsOf(run.data, common.shown);
  const images = { side: X.shape[1]!, pixels: Uint8Array.from(X.data, (value) => Math.round(255 * value)) };
  return { ...common, ...LOOK, region: SHEET, points: new Float32Array(), range: [0, 1], images };
}
