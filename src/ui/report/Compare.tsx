import type { JSX } from 'preact';
import { COMPARISON } from '#locale/fleet.ts';
import type { ConnectionReport } from '../../model/report.ts';
import { runTime } from '../../report/machine.ts';
import { otherRuns } from '../../report/runs.ts';
import { showModal } from '../modal.ts';
import type { WorkerSource } from '../worker/client.ts';
import { Choice, Menu } from './Menu.tsx';

/** Runs that the menu lists. */
const MOST = 20;

interface CompareProps {
  readonly reports: readonly ConnectionReport[];
  readonly chosen: number;
  readonly onCompare: (other: number) => void;
  /** Takes another run beside those that are open; absent where there can be none. */
  readonly onBeside: ((sources: readonly WorkerSource[]) => void) | undefined;
}

/** Compares the open run with another one: with one that is open as well, or with one that the reader gives now. */
export function Compare({ reports, chosen, onCompare, onBeside }: CompareProps): JSX.Element | null {
  const others = otherRuns(reports, chosen).slice(0, MOST);
  if (others.length > 0)
    return (
      <Menu label={COMPARISON.compare}>
        {others.map((other) => (
          <Choice
            key={other}
            onChoose={() => {
              onCompare(other);
            }}
          >
            {nameOf(reports[other])}
          </Choice>
        ))}
      </Menu>
    );
  if (onBeside === undefined) return null;
  return (
    <button
      type="button"
      class="btn"
      onClick={() => {
        askForRun(onBeside);
      }}
    >
      {COMPARISON.compare}
    </button>
  );
}

function nameOf(report: ConnectionReport | undefined): string {
  if (report === undefined) return '';
  return COMPARISON.withRun(report.source.name, runTime(report) ?? COMPARISON.absent);
}

function askForRun(take: (sources: readonly WorkerSource[]) => void): void {
  const told = [COMPARISON.noOther, COMPARISON.hint].map((text) => {
    const paragraph = document.createElement('p');
    paragraph.textContent = text;
    return paragraph;
  });
  const form = document.createElement('form');
  form.method = 'dialog';
  form.className = 'ask-acts';
  const input = document.createElement('input');
  input.type = 'file';
  input.id = 'compare-file';
  input.className = 'visually-hidden';
  const label = document.createElement('label');
  label.className = 'btn btn-main';
  label.htmlFor = input.id;
  label.textContent = COMPARISON.choose;
  const cancel = document.createElement('button');
  cancel.className = 'btn';
  cancel.textContent = COMPARISON.cancel;
  form.append(input, label, cancel);
  const dialog = showModal('compare-title', COMPARISON.title, [...told, form]);
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    dialog.close();
    if (file === undefined) return;
    void file.arrayBuffer().then((buffer) => {
      take([{ name: file.name, bytes: new Uint8Array(buffer) }]);
    });
  });
  dialog.addEventListener('paste', (event) => {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (text.trim() === '') return;
    event.preventDefault();
    dialog.close();
    take([{ name: COMPARISON.pasted, text }]);
  });
}
