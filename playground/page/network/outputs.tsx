import { classColors, classShapes } from 'nnfs';
import { classesOf } from '../../core/settings/settings.ts';
import { follow } from '../arithmetic/walking.ts';
import { namesOf } from '../controls/class-names.ts';
import { named, words } from '../state/preferences.ts';
import { chosen, sceneOfRun, settings } from '../state/state.ts';

/** The neurons of the last layer: the classes, or the number that is told. */
export function Outputs({ layer }: { layer: number }) {
  const classes = classesOf(settings.value);
  const { outputs } = words.value;
  const { images, labels } = sceneOfRun.value ?? {};
  const names = classes === 0 ? ['y'] : namesOf(classes, images && labels);
  return (
    <div class="column">
      <h3>{outputs}</h3>
      <div class="stack" data-column={layer + 1}>
        {names.map((name, k) => (
          <button
            type="button"
            key={name}
            class="node"
            data-node={k}
            aria-label={named(outputs, name)}
            aria-pressed={chosen.value[0] === layer && chosen.value[1] === k}
            onClick={() => follow(layer, k)}
          >
            {classes > 0 && images === undefined && (
              <svg viewBox="-6 -6 12 12" width="13" height="13" aria-hidden="true">
                <path d={classShapes[k]} fill={classColors(classes)[k]} />
              </svg>
            )}
            {name}
          </button>
        ))}
      </div>
    </div>
  );
}
