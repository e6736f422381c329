import { programOf } from '../core/program.ts';
import type { Savable } from '../core/save.ts';
import { save } from './player.ts';
import { place, settings, table, view } from './state.ts';

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
  const { value: brought } = table;
  const inputs = view.value?.scene.inputs.length ?? 0;
  const file = settings.value.data === 'table' && brought ? { name: brought.name, inputs } : undefined;
  download('train.ts', 'text/typescript', programOf(settings.value, place.value.epoch, file));
}
