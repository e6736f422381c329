import { MOST_POINTS, decodePoints } from '../../core/settings/points.ts';
import { TASKS, taskOf } from '../../core/settings/settings.ts';
import { brush, clear, drawing, future, marksOf, past, toggleDrawing, undo } from './drawing.ts';
import { Choice } from '../controls/fields.tsx';
import { Mark, markName } from '../controls/marks.tsx';
import { fill, words } from '../state/preferences.ts';
import { settings } from '../state/state.ts';

/** Tools to draw with. */
export function DrawPanel() {
  const texts = words.value;
  const isDrawn = settings.value.data === 'drawn';
  const { value: on } = drawing;
  return (
    <div class="draw">
      <button type="button" class="draw-toggle" aria-pressed={on} onClick={toggleDrawing}>
        {on ? texts.drawing : isDrawn ? texts.draw : texts.drawThese}
      </button>
      {isDrawn && <Tools />}
    </div>
  );
}

function Tools() {
  const texts = words.value;
  const task = taskOf(settings.value);
  const marks = marksOf(settings.value);
  const count = decodePoints(settings.value.points)!.length;
  return (
    <>
      <Choice name="task" options={TASKS} />
      <div class="tools-row" role="group" aria-label={texts.brush}>
        {Array.from({ length: marks }, (_, mark) => (
          <button
            type="button"
            key={mark}
            aria-pressed={brush.value === mark}
            aria-label={markName(task, mark)}
            onClick={() => (brush.value = mark)}
          >
            <Mark task={task} mark={mark} of={marks} /> {task !== 'curve' && markName(task, mark)}
          </button>
        ))}
        <button type="button" aria-pressed={brush.value === 'eraser'} onClick={() => (brush.value = 'eraser')}>
          {texts.eraser}
        </button>
      </div>
      <div class="tools-row">
        <button type="button" aria-disabled={past.value.length === 0} onClick={() => undo()}>
          {texts.undo}
        </button>
        <button type="button" aria-disabled={future.value.length === 0} onClick={() => undo(true)}>
          {texts.redo}
        </button>
        <button type="button" aria-disabled={count === 0} onClick={clear}>
          {texts.clear}
        </button>
      </div>
      <p class="note">
        {fill(texts.pointsLeft, { n: count, most: MOST_POINTS })} {texts.drawHint}
      </p>
    </>
  );
}
