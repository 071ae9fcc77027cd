import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { KEEP } from '../../locales/ja/view.ts';
import type { WorkerSource } from '../worker/client.ts';
import { forget, keep, kept, MOST_KEPT, sizeOf } from './kept.ts';
import { setKept } from './stage.ts';

/** Keeps what the reader gave in this tab, so that a reload does not lose it. */
export function Keep({ sources }: { readonly sources: readonly WorkerSource[] }): JSX.Element {
  const [on, setOn] = useState(() => kept() !== null);
  const [said, setSaid] = useState('');
  const change = (wanted: boolean): void => {
    if (!wanted) {
      forget();
      setSaid(KEEP.forgotten);
    } else if (sizeOf(sources) > MOST_KEPT) {
      setSaid(KEEP.tooLarge);
      return;
    } else if (!keep(sources)) {
      setSaid(KEEP.refused);
      return;
    } else setSaid(KEEP.kept);
    setOn(wanted);
    setKept(wanted);
  };
  return (
    <p class="keep">
      <label>
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => {
            change(event.currentTarget.checked);
            // what could not be kept stays off
            event.currentTarget.checked = kept() !== null;
          }}
        />{' '}
        {KEEP.label}
      </label>
      {on && (
        <button
          type="button"
          class="btn"
          onClick={() => {
            change(false);
          }}
        >
          {KEEP.forget}
        </button>
      )}
      <span class="hint">{KEEP.hint}</span> <span role="status">{said}</span>
    </p>
  );
}
