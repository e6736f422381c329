import type { Picture } from '../../plots/picture.ts';
import type { ClassificationScores } from '../../recipes/evaluate-table.ts';
import { confusionPanel } from './confusion.ts';
import { figureText, type Judgement } from './judgement.ts';

/** How a model of classes does, from its scores; further panels behind the confusion. */
export function classJudgement(
  name: string,
  { rows, accuracy, loss, confusion, classes }: ClassificationScores,
  more: readonly Picture[] = [],
): Judgement {
  const labels = classes.map(({ label }) => label);
  return {
    name,
    samples: rows,
    figures: [
      ['accuracy', figureText(accuracy)],
      ['loss', figureText(loss)],
    ],
    panels: [...(confusion ? [confusionPanel(name, confusion, labels)] : []), ...more],
    classes,
  };
}
