import { signal } from '@preact/signals';
import { REACH, type Stroke } from '../../core/data/strokes.ts';
import { Canvas } from '../paint/canvas.tsx';
import { sheetOf } from '../paint/paint.ts';
import { surface } from '../paint/palette.ts';
import { fill, isDark } from '../state/preferences.ts';
import { drag, isDown, pen, press, side, strokes, undoStroke } from './looking.ts';
import { texts } from './texts.ts';

/** What keys have done, for those who hear it. */
const said = signal('');

/** One press of an arrow, and one with Shift. */
const [STRIDE, FINE] = [1 / 16, 1 / 64];

const MOVES: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Takes a pen: a pointer, or keys. */
export function Sheet() {
  const [x, y] = pen.value;
  const { sheet, sheetHint } = texts.value;
  return (
    <div class="pad">
      <div
        class="drawing"
        role="application"
        tabIndex={0}
        aria-label={sheet}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          isDown.value = false;
          press(...placeOf(event));
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) drag(...placeOf(event));
        }}
        onKeyDown={onKey}
      >
        <Canvas draw={drawStrokes} />
        {strokes.value.length === 0 && <p class="empty">{sheetHint}</p>}
        <svg
          class="cursor"
          viewBox="-10 -10 20 20"
          aria-hidden="true"
          style={{ left: `${100 * x}%`, top: `${100 * y}%` }}
        >
          <path d={isDown.value ? 'M-6 0a6 6 0 1 0 12 0a6 6 0 1 0 -12 0z' : 'M-9 0h6m6 0h6M0 -9v6m0 6v6'} />
        </svg>
      </div>
      <p class="unseen" role="status">
        {said}
      </p>
    </div>
  );
}

function drawStrokes(canvas: HTMLCanvasElement): void {
  const { value: all } = strokes;
  const pixels = side.value ?? 8;
  const sheet = sheetOf(canvas, isDark.value);
  if (sheet === undefined) return;
  const { context, width, height, dark } = sheet;
  context.strokeStyle = surface(dark).ink;
  context.lineWidth = (2 * REACH * width) / pixels;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const stroke of all) {
    context.beginPath();
    for (const [x, y] of [...stroke, stroke.at(-1)!]) context.lineTo(x * width, y * height);
    context.stroke();
  }
}

/** Where a pointer is on the sheet. */
function placeOf({ currentTarget, clientX, clientY }: PointerEvent): Stroke[number] {
  const { left, top, width, height } = (currentTarget as Element).getBoundingClientRect();
  const within = (share: number): number => Math.min(1, Math.max(0, share));
  return [within((clientX - left) / width), within((clientY - top) / height)];
}

function onKey(event: KeyboardEvent): void {
  const { key, shiftKey } = event;
  if (event.ctrlKey || event.metaKey || event.altKey || !act(key, shiftKey)) return;
  event.preventDefault();
  event.stopPropagation();
}

/** Whether a key means something here. */
function act(key: string, fine: boolean): boolean {
  const move = MOVES[key];
  const [x, y] = pen.value;
  if (move) {
    const stride = fine ? FINE : STRIDE;
    const within = (share: number): number => Math.min(1, Math.max(0, share));
    pen.value = [within(x + move[0] * stride), within(y + move[1] * stride)];
    if (isDown.value) drag(...pen.value);
  } else if (key === ' ') {
    isDown.value = !isDown.value;
    if (isDown.value) press(x, y);
  } else if (key === 'Delete' || key === 'Backspace') {
    undoStroke();
  } else return false;
  const { penDown, penUp } = texts.value;
  const [across, down] = pen.value.map((share) => share.toFixed(2)) as [string, string];
  said.value = fill(isDown.value ? penDown : penUp, { x: across, y: down });
  return true;
}
