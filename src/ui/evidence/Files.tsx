import { render, type JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import {
  diagnoseFile,
  FILE_SHOWN,
  FLAWS,
  NOT_TAKEN_OUT,
  OTHER_CAUSE,
  shownBy,
  silentFiles,
  UNREAD_FILES,
} from '#locale/bundle.ts';
import type { Diagnosis } from '../../model/diagnosis.ts';
import type { EvidenceReport } from '../../model/report.ts';
import { completenessOf } from '../../report/evidence-report.ts';
import { href } from '../../site/href.ts';
import { Steps } from '../report/Causes.tsx';
import { Machines } from '../report/Machines.tsx';
import { PageLink } from '../report/PageLink.tsx';
import type { OuterMask } from '../workbench/workbench.tsx';
import type { Opened } from './dropped.ts';
import { Names } from './Names.tsx';

/** Opens the report of a file, at a line of it. */
type OpenFile = (path: string, line: number | null) => void;

/** Opens files of a bundle in a place of the page: what it says, and the place; a file within what is masked opens masked. */
export function useOpening(read: Opened['read']): {
  readonly open: (path: string, line: number | null, mask: OuterMask | undefined) => void;
  readonly close: () => void;
  readonly place: JSX.Element;
} {
  const [said, setSaid] = useState('');
  const root = useRef<HTMLDivElement>(null);
  const turn = useRef(0);
  const diagnose = async (path: string, line: number | null, mask: OuterMask | undefined): Promise<void> => {
    turn.current += 1;
    const own = turn.current;
    const blob = await read(path);
    if (own !== turn.current) return;
    if (blob === null || root.current === null) {
      setSaid(NOT_TAKEN_OUT);
      return;
    }
    // what is said of a report names its hosts
    const say = (text: string): void => {
      setSaid(mask === undefined || text === '' ? text : FILE_SHOWN);
    };
    // the report opens at the line that the address names
    const hash = line === null ? '' : `#L${line}`;
    history.replaceState(history.state, '', location.pathname + location.search + hash);
    const { readFiles, showReports } = await import('../workbench/workbench.tsx');
    const isMasked = mask !== undefined;
    const found = await readFiles([new File([blob], path.slice(path.lastIndexOf('/') + 1))], say, isMasked);
    // the reader has changed the mask meanwhile, or opened another file
    if (own !== turn.current) return;
    if (found?.kind === 'logs')
      await showReports(root.current, found.sources, say, { own: false, staged: false, mask });
    else await found?.fill(root.current, say);
    if (line !== null) return;
    root.current.querySelector<HTMLElement>('#conclusion')?.focus({ preventScroll: true });
    root.current.scrollIntoView({ block: 'start' });
  };
  return {
    open: (path, line, mask) => void diagnose(path, line, mask),
    close: () => {
      turn.current += 1;
      setSaid('');
      if (root.current !== null) render(null, root.current);
    },
    place: (
      <>
        <p role="status">{said}</p>
        <div data-diagnosis ref={root} />
      </>
    ),
  };
}

/** What is wrong by what the files say: what to do about the first cause, and the files that show the others. */
export function BundleCauses({
  report,
  heading: Heading,
  open,
}: {
  readonly report: EvidenceReport;
  readonly heading: 'h2' | 'h4';
  readonly open: OpenFile;
}): JSX.Element | null {
  const [root, ...others] = report.diagnosis.filter((cause) => cause !== completenessOf(report));
  if (root?.file === undefined) return null;
  return (
    <section class="bundle-cause">
      <p>{root.summary}</p>
      <Shown cause={root} open={open} />
      <Steps entry={root} />
      {others.length > 0 && (
        <>
          <Heading>{OTHER_CAUSE}</Heading>
          <ul>
            {others.map((cause, index) => (
              <li key={index}>
                <PageLink to={href(`/diagnoses/${cause.id}/`)}>{cause.title}</PageLink>
                <Shown cause={cause} open={open} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** The file that shows a cause. */
function Shown({ cause: { file, files }, open }: { readonly cause: Diagnosis; readonly open: OpenFile }): JSX.Element {
  return (
    <div>
      <button
        type="button"
        class="btn btn-quiet"
        onClick={() => {
          if (file !== undefined) open(file, null);
        }}
      >
        {shownBy(file ?? '', files ?? 1)}
      </button>
    </div>
  );
}

/** Every file that was read, the worst first, and those that were not. */
export function Files({
  evidence: { reports, unread, unreadFiles, silent },
  open,
}: {
  readonly evidence: EvidenceReport['evidence'];
  readonly open: OpenFile;
}): JSX.Element {
  const [chosen, setChosen] = useState<number | null>(null);
  return (
    <>
      {reports.length > 0 && (
        <Machines
          id="bundle-files"
          reports={reports}
          chosen={chosen}
          labelOf={diagnoseFile}
          onChoose={(index) => {
            setChosen(index);
            const path = reports[index]?.source.name;
            if (path !== undefined) open(path, reports[index]?.kind === 'log' ? lineOf(reports[index]) : null);
          }}
        />
      )}
      {silent > 0 && <p class="hint">{silentFiles(silent)}</p>}
      <Names title={UNREAD_FILES} rows={unread.map(({ path, flaw }) => `${path} (${FLAWS[flaw]})`)} all={unreadFiles} />
    </>
  );
}

/** Of a log among several in one file the line at which it begins. */
function lineOf(report: EvidenceReport['evidence']['reports'][number]): number | null {
  return report.kind === 'log' && report.firstLine > 1 ? report.firstLine : null;
}
