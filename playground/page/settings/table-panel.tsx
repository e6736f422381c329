import { useId } from 'preact/hooks';
import { canBeClasses, canBeTold, targetOf } from '../../core/data/target.ts';
import { bring, choose } from '../player/player.ts';
import { fill, words } from '../state/preferences.ts';
import { settings, table, tell } from '../state/state.ts';

/** A file to learn from, and which column of it is told. */
export function TablePanel() {
  const id = useId();
  const { openFile, openHint } = words.value;
  return (
    <div class="draw">
      <input
        id={id}
        class="unseen"
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        onChange={({ currentTarget }) => void bringFile(currentTarget.files?.[0])}
      />
      <label for={id} class="button">
        {openFile}
      </label>
      <p class="note">{openHint}</p>
      {settings.value.data === 'table' && <Target />}
    </div>
  );
}

function Target() {
  const id = useId();
  const { value: found } = table;
  const { target, task } = settings.value;
  const { targetColumn, asNumber, tableRead, notices } = words.value;
  if (found === undefined) return null;
  const columns = found.columns.filter(canBeTold);
  const column = columns.find(({ name }) => name === target);
  return (
    <>
      <div class="field">
        <label for={id}>{targetColumn}</label>
        <select
          id={id}
          value={target}
          onChange={({ currentTarget: { value } }) => {
            choose(
              targetOf(
                found.columns,
                columns.find(({ name }) => name === value)!,
              ),
            );
          }}
        >
          {columns.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </div>
      {column?.isNumber && canBeClasses(column) && (
        <div class="field check">
          <input
            id={`${id}-number`}
            type="checkbox"
            checked={task !== 'classes'}
            onChange={({ currentTarget }) => choose(targetOf(found.columns, column, currentTarget.checked))}
          />
          <label for={`${id}-number`}>{asNumber}</label>
        </div>
      )}
      <p class="note">
        {fill(tableRead, { name: found.name, rows: found.rows.toLocaleString('en'), columns: found.columns.length })}
      </p>
      {found.notices.length > 0 && (
        <details class="as-table">
          <summary>{notices}</summary>
          <ul class="note" lang="en">
            {found.notices.map((notice) => (
              <li key={notice}>{notice}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** Brings a file, unless the browser cannot read it, as where it is a folder. */
export async function bringFile(file: File | undefined): Promise<void> {
  if (file === undefined) return;
  try {
    await bring(file.name, new Uint8Array(await file.arrayBuffer()));
  } catch (error) {
    tell('badFile', error);
  }
}
