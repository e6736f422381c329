/** Files that are dropped on the page, and texts that are pasted. */
import { signal } from '@preact/signals';
import { bring } from '../player/player.ts';
import { bringFile } from './table-panel.tsx';

/** Whether something is held over the page that could be dropped. */
export const hovering = signal(false);

const holdsFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false;

export function listenToArrivals(): void {
  document.addEventListener('dragover', (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    hovering.value = true;
  });
  document.addEventListener('dragleave', ({ relatedTarget }) => {
    if (relatedTarget === null) hovering.value = false;
  });
  document.addEventListener('drop', (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    hovering.value = false;
    void bringFile(event.dataTransfer?.files[0]);
  });
  document.addEventListener('paste', ({ clipboardData, target }) => {
    if (target instanceof Element && target.closest('input, textarea') !== null) return;
    const [file] = clipboardData?.files ?? [];
    const text = clipboardData?.getData('text/plain') ?? '';
    if (file) void bringFile(file);
    else if (text.trim() !== '') void bring('pasted.csv', new TextEncoder().encode(text));
  });
}
