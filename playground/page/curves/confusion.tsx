import { classesOf } from '../../core/settings/settings.ts';
import { namesOf } from '../controls/class-names.ts';
import { useCalm } from '../state/calm.ts';
import { fill, words } from '../state/preferences.ts';

/** Which class was taken for which: of the points held out, or of those for training where there are no others. */
export function Confusion() {
  const current = useCalm();
  if (current === undefined) return null;
  const classes = classesOf(current.settings);
  if (classes === 0) return null;
  const { sectionConfusion, confusionCorner, confusionOf, training, validation } = words.value;
  const { scores, confusion } = current.picture;
  const counts = Array.from({ length: classes }, (_, k) => [...confusion.subarray(k * classes, (k + 1) * classes)]);
  const letters = namesOf(classes, current.scene.labels);
  return (
    <section class="card confusion" data-part="curves" aria-labelledby="confusion-heading">
      <h2 id="confusion-heading">{sectionConfusion}</h2>
      <table>
        <caption>{fill(confusionOf, { which: scores.heldOut === undefined ? training : validation })}</caption>
        <thead>
          <tr>
            <th scope="col">{confusionCorner}</th>
            {letters.map((letter) => (
              <th scope="col" key={letter}>
                {letter}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counts.map((row, k) => {
            const all = row.reduce((sum, count) => sum + count, 0) || 1;
            return (
              <tr key={k}>
                <th scope="row">{letters[k]}</th>
                {row.map((count, j) => (
                  <td
                    key={j}
                    class={j === k ? 'right' : 'wrong'}
                    style={{ '--share': `${Math.round((40 * count) / all)}%` }}
                  >
                    {count}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
