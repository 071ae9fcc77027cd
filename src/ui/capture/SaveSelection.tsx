import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Selection } from '../../capture/selection.ts';
import { SAVE } from '#locale/capture-view.ts';
import { saveBlob } from '../save.ts';
import type { Saved } from './client.ts';

/** Saves the packets of what is shown as a file for others. */
export function SaveSelection({
  name,
  selection,
  unlisted,
  untold,
  isMasked,
  save,
  onCsv,
}: {
  /** Name of the capture. */
  readonly name: string;
  readonly selection: Omit<Selection, 'headersOnly'>;
  /** Conversations that are not listed. */
  readonly unlisted: number;
  /** Packets of conversations that are told apart by their addresses alone. */
  readonly untold: number;
  readonly isMasked: boolean;
  readonly save: (selection: Selection, onSaving: (share: number) => void) => Promise<Saved>;
  readonly onCsv: () => void;
}): JSX.Element {
  const [headersOnly, setHeadersOnly] = useState(false);
  const [said, setSaid] = useState('');
  const [busy, setBusy] = useState(false);
  const isFiltered = selection.flows !== null;
  const start = async (): Promise<void> => {
    setBusy(true);
    try {
      const { file, packets } = await save({ ...selection, headersOnly }, (share) => {
        setSaid(SAVE.saving(Math.floor(share * 100)));
      });
      if (packets > 0) saveBlob(SAVE.name(stemOf(name)), file);
      setSaid(packets > 0 ? SAVE.saved(packets) : SAVE.nothing);
    } catch {
      setSaid(SAVE.failed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="filters">
      <button type="button" class="btn" disabled={busy} onClick={() => void start()}>
        {SAVE.packets}
      </button>
      <label title={SAVE.headersHint}>
        <input
          type="checkbox"
          checked={headersOnly}
          onChange={(event) => {
            setHeadersOnly(event.currentTarget.checked);
          }}
        />{' '}
        {SAVE.headersOnly}
      </label>
      <button type="button" class="btn" onClick={onCsv}>
        {SAVE.csv}
      </button>
      <span class="num" role="status" data-saved>
        {said}
      </span>
      <span class="hint">
        {headersOnly && `${SAVE.headersHint} `}
        {isMasked && `${SAVE.unmasked} `}
        {isFiltered && unlisted > 0 && `${isMasked ? SAVE.listedOnly(unlisted) : SAVE.unlistedToo(unlisted)} `}
        {isFiltered && untold > 0 && SAVE.byAddress(untold)}
      </span>
    </div>
  );
}

/** The name of a file without its ending. */
function stemOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}
