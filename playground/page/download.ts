import { programOf } from '../core/program.ts';
import type { Savable } from '../core/save.ts';
import { save } from './player.ts';
import { place, recipe } from './state.ts';

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
  const { name, type, content } = await save({ what });
  download(name, type, content);
}

export function downloadProgram(): void {
  download('train.ts', 'text/typescript', program());
}

/** The program of the run as it stands; with changes on the way, step by step. */
function program(): string {
  const { settings, changes } = recipe.value;
  const { epoch, step } = place.value;
  return changes.length === 0 ? programOf(settings, epoch) : programOf(settings, 0, { changes, steps: step });
}
