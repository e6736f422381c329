import { plotDecisionMap, plotHistory } from 'nnfs';
import { LETTERS } from './letters.ts';
import type { Run } from './run.ts';
import { classesOf } from './settings.ts';

/** What can be taken out of a run. */
export type Savable = 'model' | 'map' | 'course';

export interface SavedFile {
  readonly name: string;
  readonly type: string;
  readonly content: string | Uint8Array<ArrayBuffer>;
}

const SVG = 'image/svg+xml';

/** A file of a run: the model with all that training needs to go on, or a picture. */
export function save(run: Run, what: Savable): SavedFile {
  const { model, data, settings, course } = run;
  switch (what) {
    case 'model': {
      const content = Uint8Array.from(model.toBytes({ training: true, history: false }));
      return { name: 'model.safetensors', type: 'application/octet-stream', content };
    }
    case 'map': {
      const { X, y } = data.training;
      const labels = LETTERS.slice(0, classesOf(settings));
      return { name: 'map.svg', type: SVG, content: plotDecisionMap(model, X, y, { labels }) };
    }
    case 'course':
      return { name: 'course.svg', type: SVG, content: plotHistory(course.rows()) };
  }
}
