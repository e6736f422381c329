import { useEffect, useRef } from 'preact/hooks';
import { singleKeys, words } from '../state/preferences.ts';
import { helpIsOpen } from '../state/state.ts';

/** The keys, and a switch for those who press some by accident. */
export function Help() {
  const dialog = useRef<HTMLDialogElement>(null);
  const { value: open } = helpIsOpen;
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  const { help, helpText, keySpace, keyArrows, keyShift, keyHome, keyDraw, keyHelp, close } = words.value;
  const { keyArithmetic, keyNumber, keyLayer, keyNeurons, keyLayers } = words.value;
  const keys = [
    ['Space', keySpace],
    ['← →', keyArrows],
    ['Shift + ← →', keyShift],
    ['Home, End', keyHome],
    ['D', keyDraw],
    ['A', keyArithmetic],
    ['P, N', keyNumber],
    ['Shift + P, N', keyLayer],
    ['+ −', keyNeurons],
    ['Insert, Delete', keyLayers],
    ['?', keyHelp],
  ] as const;
  return (
    <dialog ref={dialog} aria-labelledby="help-heading" onClose={() => (helpIsOpen.value = false)}>
      <h2 id="help-heading">{help}</h2>
      <p>{helpText}</p>
      <dl>
        {keys.map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <label>
        <input
          type="checkbox"
          checked={singleKeys.value === 'on'}
          onChange={(event) => (singleKeys.value = event.currentTarget.checked ? 'on' : 'off')}
        />{' '}
        {words.value.singleKeys}
      </label>
      <button type="button" onClick={() => (helpIsOpen.value = false)}>
        {close}
      </button>
    </dialog>
  );
}
