import { classColors, classShapes, rampColor } from 'nnfs';
import { LETTERS } from '../../core/settings/letters.ts';
import { LEVELS } from '../../core/settings/points.ts';
import type { Settings } from '../../core/settings/settings.ts';

/** What a mark is called: a class by its letter, a number as it is. */
export function markName(task: Settings['task'], mark: number): string {
  if (task === 'classes') return LETTERS[mark]!;
  return task === 'surface' ? String(LEVELS[mark]).replace('-', '−') : '•';
}

/** What a mark looks like. */
export function Mark({
  task,
  mark,
  of,
  size = 14,
}: {
  task: Settings['task'];
  mark: number;
  of: number;
  size?: number;
}) {
  const color = task === 'classes' ? classColors(of)[mark] : rampColor(mark / (LEVELS.length - 1));
  return (
    <svg class="mark" viewBox="-6 -6 12 12" width={size} height={size} aria-hidden="true">
      <path d={classShapes[task === 'classes' ? mark : 0]} fill={color} />
    </svg>
  );
}
