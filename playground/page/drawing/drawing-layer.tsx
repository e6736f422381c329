import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { snapped } from '../../core/settings/points.ts';
import { taskOf } from '../../core/settings/settings.ts';
import { brush, cursor, drag, marksOf, press, release, stopDrawing } from './drawing.ts';
import { markName } from '../controls/marks.tsx';
import { fill, words } from '../state/preferences.ts';
import { settings } from '../state/state.ts';

/** What keys have done, for those who hear it. */
const said = signal('');

/** One press of an arrow, and one with Shift. */
const [STRIDE, FINE] = [0.05, 0.01];

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Over the map while points are drawn: takes the pointer and the keys. */
export function DrawingLayer() {
  const layer = useRef<HTMLDivElement>(null);
  useEffect(() => layer.current?.focus({ preventScroll: true }), []);
  const { x, y } = cursor.value;
  return (
    <>
      <div
        ref={layer}
        class="drawing"
        role="application"
        tabIndex={0}
        aria-label={words.value.drawSheet}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          press(...placeOf(event));
        }}
        onPointerMove={(event) => drag(...placeOf(event))}
        onPointerUp={release}
        onPointerCancel={release}
        onKeyDown={onKey}
      >
        <svg
          class="cursor"
          viewBox="-10 -10 20 20"
          aria-hidden="true"
          style={{ left: `${50 + 50 * x}%`, top: `${50 - 50 * y}%` }}
        >
          <path d="M-9 0h6m6 0h6M0 -9v6m0 6v6" />
        </svg>
      </div>
      <p class="unseen" role="status">
        {said}
      </p>
    </>
  );
}

/** Where a pointer is on the sheet. */
function placeOf({ currentTarget, clientX, clientY }: PointerEvent): [x: number, y: number] {
  const { left, top, width, height } = (currentTarget as Element).getBoundingClientRect();
  return [snapped((2 * (clientX - left)) / width - 1), snapped(1 - (2 * (clientY - top)) / height)];
}

function onKey(event: KeyboardEvent): void {
  const { key, shiftKey } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (!act(key, shiftKey)) return;
  event.preventDefault();
  event.stopPropagation();
}

/** Whether a key means something here. */
function act(key: string, fine: boolean): boolean {
  const { x, y } = cursor.value;
  const at = { x: x.toFixed(2), y: y.toFixed(2) };
  const move = MOVES[key];
  if (move) {
    const stride = fine ? FINE : STRIDE;
    cursor.value = { x: snapped(x + move[0] * stride), y: snapped(y + move[1] * stride) };
    said.value = fill(words.value.cursorAt, { x: cursor.value.x.toFixed(2), y: cursor.value.y.toFixed(2) });
    return true;
  }
  if (key === 'Escape') {
    stopDrawing();
    return true;
  }
  if (key === 'Delete' || key === 'Backspace') {
    press(x, y, 'eraser');
    release();
    said.value = fill(words.value.pointErased, at);
    return true;
  }
  const mark = key === ' ' || key === 'Enter' ? brush.value : Number(key) - 1;
  if (mark !== 'eraser' && !(mark >= 0 && mark < marksOf(settings.value))) return false;
  press(x, y, mark);
  release();
  if (mark !== 'eraser')
    said.value = fill(words.value.pointPut, { mark: markName(taskOf(settings.value), mark), ...at });
  return true;
}
