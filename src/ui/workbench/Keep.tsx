import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { KEEP } from '#locale/view.ts';
import type { WorkerSource } from '../worker/client.ts';
import { areKept, forget, keep, MOST_KEPT, sizeOf } from './kept.ts';
import { setKept } from './stage.ts';

/** Keeps what the reader gave in this tab, so that a reload does not lose it. */
export function Keep({ sources }: { readonly sources: readonly WorkerSource[] }): JSX.Element {
  const [on, setOn] = useState(() => areKept(sources));
  const [said, setSaid] = useState('');
  useEffect(() => {
    setKept(on);
  }, [on]);
  const change = (wanted: boolean): void => {
    setSaid(wanted ? keeping(sources) : KEEP.forgotten);
    if (!wanted) forget();
    setOn(areKept(sources));
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
            event.currentTarget.checked = areKept(sources);
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

/** Keeps sources, and tells what came of it. */
function keeping(sources: readonly WorkerSource[]): string {
  if (sizeOf(sources) > MOST_KEPT) return KEEP.tooLarge;
  return keep(sources) ? KEEP.kept : KEEP.refused;
}
