import { classesOf } from '../../core/settings/settings.ts';
import { useCalm } from '../state/calm.ts';
import { words } from '../state/preferences.ts';
import { areHidden } from '../state/state.ts';

/** Loss and accuracy, of what training sees and of what is held out. */
export function Scores() {
  const current = useCalm();
  if (current === undefined || current.scene.targets.length === 0) return null;
  const { loss, accuracy, accuracyClose, training, validation } = words.value;
  const { scores } = current.picture;
  const shareName = classesOf(current.settings) > 0 ? accuracy : accuracyClose;
  const parts = [
    [training, scores.training] as const,
    ...(scores.heldOut ? [[validation, scores.heldOut] as const] : []),
  ];
  return (
    <dl class="scores">
      {parts.map(([name, score]) => (
        <div key={name} class={name === training ? 'of-training' : 'of-validation'}>
          <dt>{name}</dt>
          <dd>
            <span>
              <small>{loss}</small>{' '}
              <span data-score={name === training ? 'loss' : 'validation-loss'}>
                {areHidden('losses') ? '?' : score.loss.toFixed(4)}
              </span>
            </span>
            <span>
              <small>{shareName}</small> {(100 * score.accuracy).toFixed(1)} %
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
