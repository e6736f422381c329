import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { named, words } from '../state/preferences.ts';

/** The table of a picture: made only where somebody looks at it. `of` is the heading of the picture. */
export function AsTable({ of, children }: { of: string; children: () => ComponentChildren }) {
  const open = useSignal(false);
  return (
    <details class="as-table" onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary>
        {words.value.asTable}
        <span class="unseen">{named('', of)}</span>
      </summary>
      {open.value && (
        <div class="scroll" tabIndex={0} role="region" aria-label={named(of, words.value.asTable)}>
          {children()}
        </div>
      )}
    </details>
  );
}

/** Numbers with a heading for each row and column. */
export function NumberTable(props: {
  caption: string;
  corner: string;
  columns: readonly string[];
  rows: readonly (readonly [heading: string, cells: readonly string[]])[];
}) {
  return (
    <table>
      <caption>{props.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{props.corner}</th>
          {props.columns.map((column) => (
            <th scope="col" key={column}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map(([heading, cells], i) => (
          <tr key={i}>
            <th scope="row">{heading}</th>
            {cells.map((cell, k) => (
              <td key={k}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Three digits are enough for a picture. */
export const shortNumber = (value: number): string => (Number.isNaN(value) ? '' : value.toPrecision(3));
