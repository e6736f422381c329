import { programOf } from '../../core/export/program.ts';
import type { Savable } from '../../core/export/save.ts';
import { surface } from '../paint/paint.ts';
import { save } from '../player/player.ts';
import { isDark } from '../state/preferences.ts';
import { place, recipe, table, tell, view } from '../state/state.ts';

/** Hands a file to the reader. */
export function download(name: string, type: string, content: BlobPart): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

export async function downloadFromRun(what: Savable): Promise<void> {
  try {
    const { name, type, content } = await save({ what });
    download(name, type, content);
  } catch (error) {
    tell('stopped', error);
  }
}

export function downloadProgram(): void {
  download('train.ts', 'text/typescript', program());
}

/** The program of the run as it stands; with changes on the way, step by step. */
function program(): string {
  const { settings, changes } = recipe.value;
  const { epoch, step } = place.value;
  const { value: brought } = table;
  const inputs = view.value?.scene.inputs.length ?? 0;
  const file = settings.data === 'table' && brought ? { name: brought.name, inputs } : undefined;
  return programOf(settings, epoch, file, changes.length === 0 ? undefined : { changes, steps: step });
}

/** Canvases as one picture on paper, where they stand. */
export function downloadPng(selector: string, name: string): void {
  const canvases = [...document.querySelectorAll<HTMLCanvasElement>(selector)].filter(
    ({ clientWidth }) => clientWidth > 0,
  );
  const places = canvases.map((canvas) => canvas.getBoundingClientRect());
  const [left, top] = [Math.min(...places.map((place) => place.left)), Math.min(...places.map((place) => place.top))];
  const [right, bottom] = [
    Math.max(...places.map((place) => place.right)),
    Math.max(...places.map((place) => place.bottom)),
  ];
  const scale = Math.max(2, devicePixelRatio);
  const sheet = document.createElement('canvas');
  [sheet.width, sheet.height] = [(right - left) * scale, (bottom - top) * scale];
  const context = sheet.getContext('2d');
  if (context === null || canvases.length === 0) return;
  context.scale(scale, scale);
  context.fillStyle = surface(isDark.value).paper;
  context.fillRect(0, 0, sheet.width, sheet.height);
  canvases.forEach((canvas, i) => {
    const { left: x, top: y, width, height } = places[i]!;
    context.drawImage(canvas, x - left, y - top, width, height);
  });
  sheet.toBlob((blob) => {
    if (blob !== null) download(name, 'image/png', blob);
  });
}
