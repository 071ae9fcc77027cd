import { render } from 'preact';
import { besides } from '#locale/forms.ts';
import { FILE, READING } from '#locale/capture-overview.ts';
import { loadCaptureKnowledge } from '../worker/start.ts';
import { CaptureSession, type Progress } from './client.ts';
import { CaptureView } from './CaptureView.tsx';
import { bytesText } from '../../text/bytes.ts';
import { prepare } from '../workbench/prepare.ts';

let running: CaptureSession | null = null;
let turn = 0;

/**
 * Reads a capture and shows it in `root`; `say` tells what goes on. A capture that is still being read is given up. `onAnother` goes on
 * to another file, where the capture has the page for itself. Within what is masked it begins so.
 */
export async function showCapture(
  root: HTMLElement,
  file: File,
  say: (text: string) => void,
  onAnother?: () => void,
  isMasked = false,
): Promise<void> {
  running?.stop();
  turn += 1;
  const own = turn;
  const session = new CaptureSession(file);
  running = session;
  let stopped = false;
  const stop = (): void => {
    stopped = true;
    session.stop();
  };
  const progress = (state: Progress): void => {
    if (own === turn) render(<Reading state={state} onStop={stop} />, root);
  };
  progress({ kind: 'progress', bytes: 0, total: file.size, packets: 0, peers: [] });
  say(READING.begun);
  try {
    const [report, knowledge] = await Promise.all([session.read(progress), loadCaptureKnowledge()]);
    await prepare(report);
    if (own !== turn) return;
    render(null, root);
    render(
      <CaptureView first={report} session={session} knowledge={knowledge} onAnother={onAnother} isMasked={isMasked} />,
      root,
    );
    if (onAnother === undefined) {
      root.querySelector<HTMLElement>('#conclusion')?.focus({ preventScroll: true });
      root.scrollIntoView({ block: 'start' });
    }
    say(READING.done(report.diagnosis[0]?.title ?? ''));
  } catch {
    if (own !== turn) return;
    render(null, root);
    say(stopped ? READING.stopped : READING.failed);
  }
}

function Reading({ state, onStop }: { readonly state: Progress; readonly onStop: () => void }) {
  const { bytes, total, packets, peers } = state;
  return (
    <div class="reading">
      <label>
        {READING.label}{' '}
        <progress max={Math.max(1, total)} value={bytes}>
          {total === 0 ? 0 : Math.round((bytes / total) * 100)} %
        </progress>
      </label>
      <p class="num">{besides([`${bytesText(bytes)} / ${bytesText(total)}`, FILE.packets(packets)])}</p>
      <button type="button" class="btn" onClick={onStop}>
        {READING.stop}
      </button>
      {peers.length > 0 && (
        <ul class="hint mono">
          {peers.map(({ address, name, bytes: own }) => (
            <li key={address}>
              {address} {name} {bytesText(own)}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
