/** A report as a page that needs nothing beside it. */
import { escapeMarkup, svgOf, type Picture } from '../../plots/picture.ts';
import { shortened } from '../../plots/text-width.ts';
import type { ClassScores } from '../../recipes/evaluate-table.ts';
import { formatFixed } from '../../tensor/text/index.ts';
import type { Judgement } from './judgement.ts';
import { STYLE } from './page-style.ts';
import type { Report } from './report.ts';

/** More classes than this have no line of their own. */
const MOST_LISTED = 200;
/** The widest that a name in a table may be, in pixels. */
const NAME = 600;
/** Of more than this, the lines are folded. */
const MOST_OPEN = 20;
/** A browser that gets such a page loads nothing and runs nothing. */
const POLICY = `default-src 'none'; style-src 'unsafe-inline'`;

const text = escapeMarkup;

export function pageOf({ title, notes, figures, panels, judgements, settings, call, versions }: Report): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)}</title>
<style>${STYLE}</style>
<main>
<h1>${text(title)}</h1>
${notes.map((note) => `<p class="note">${text(note)}</p>`).join('\n')}
<dl class="figures">
${figures.map(([name, value]) => `<div><dt>${text(name)}</dt><dd>${text(value)}</dd></div>`).join('\n')}
</dl>
<div class="panels">
${panels.map(panel).join('\n')}
</div>
${judgements.map(classTable).join('\n')}
<section>
<h2>Settings</h2>
<dl class="settings">
${settings.map(([name, value]) => `<div><dt>${text(name)}</dt><dd>${text(value)}</dd></div>`).join('\n')}
</dl>
</section>
<section>
<h2>Call</h2>
<pre><code>${text(call)}</code></pre>
<p class="muted">${text(versions)}</p>
</section>
</main>
</html>
`;
}

function panel(picture: Picture): string {
  return `<figure>${svgOf(picture).trimEnd()}</figure>`;
}

function classTable({ name, classes = [] }: Judgement): string {
  if (classes.length === 0) return '';
  const rows = classes.slice(0, MOST_LISTED).map(classRow);
  const more = classes.length > MOST_LISTED ? `\n<p class="muted">and ${classes.length - MOST_LISTED} classes more</p>` : ''; // prettier-ignore
  const heads = ['precision', 'recall', 'F1', 'samples'].map((head) => `<th scope="col">${head}</th>`).join('');
  return `<section>
<details${classes.length > MOST_OPEN ? '' : ' open'}>
<summary><h2>Classes, ${text(name)}</h2></summary>
<div class="wide"><table>
<tr><th scope="col">class</th>${heads}</tr>
${rows.join('\n')}
</table></div>${more}
</details>
</section>`;
}

function classRow({ label, precision, recall, f1, rows }: ClassScores): string {
  const cells = [...[precision, recall, f1].map((value) => formatFixed(value, 3)), String(rows)];
  return `<tr><th scope="row">${text(shortened(label, NAME))}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}
