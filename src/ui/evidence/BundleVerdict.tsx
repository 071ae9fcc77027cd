import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { BundleResult, ItemResult } from '../../model/evidence.ts';
import type { EvidenceReport } from '../../model/report.ts';
import type { EvidenceKnowledge } from '../../knowledge/types.ts';
import {
  COMPLETENESS,
  FAILED_AT,
  filesWord,
  IN_CABINETS,
  inCabinet,
  refusalText,
  remarkText,
  WHAT_IT_MEANS,
} from '#locale/bundle.ts';
import { besides } from '#locale/forms.ts';
import { COMPARED, FILE_LISTS } from '#locale/bundle-view.ts';
import { completenessOf } from '../../report/evidence-report.ts';
import { markOf } from '../../report/item-mark.ts';
import { href } from '../../site/href.ts';
import { bytesText } from '../../text/bytes.ts';
import { MASK } from '#locale/mask.ts';
import { BAR, BUNDLE } from '#locale/view.ts';
import { Bar } from '../report/Bar.tsx';
import { MaskPanel, MaskSwitch } from '../report/MaskPanel.tsx';
import { Mark, TONES } from '../report/Verdict.tsx';
import type { Opened } from './dropped.ts';
import { BundleCauses, Files, useOpening } from './Files.tsx';
import { Names } from './Names.tsx';
import { Timeline } from './Timeline.tsx';
import { ScenarioSelect } from './ScenarioSelect.tsx';
import { useMaskedBundle } from './use-masked-bundle.ts';

/** Paths of an item that are listed. */
const MOST_PATHS = 3;

/**
 * What is wrong by what the files of a bundle say, when it happened, and what of a list they are: of the list that the page
 * has chosen, else of the one that they look like.
 */
export function BundleVerdict({
  knowledge,
  opened,
  scenario: given,
  heading,
  page,
}: {
  readonly knowledge: EvidenceKnowledge;
  readonly opened: Opened;
  readonly scenario: string | null;
  /** Where the verdict stands in the page's outline. */
  readonly heading: 'h2' | 'h4';
  /** Where it has the page for itself: its name, how it goes on to another source, what it says. */
  readonly page?: {
    readonly name: string;
    readonly onAnother: () => void;
    readonly say: (text: string) => void;
  };
}): JSX.Element {
  const [chosen, setChosen] = useState<string | null>(null);
  const [failedAt, setFailedAt] = useState('');
  const time = Date.parse(failedAt);
  const opening = useOpening(opened.read);
  const plain = useReport(opened, given ?? chosen, Number.isNaN(time) ? undefined : time);
  const { report, failed, mask, outer, pathOf } = useMaskedBundle(plain, (masked) => {
    // what stands open below was opened the other way
    opening.close();
    page?.say(masked ? MASK.done : '');
  });
  const open = (path: string, line: number | null): void => {
    opening.open(pathOf(path), line, outer);
  };
  if (report === null)
    return (
      <div class="report" role="status">
        <p>{failed ? MASK.failed : MASK.working}</p>
        <button
          type="button"
          class="btn"
          onClick={() => {
            mask.onMask(false);
          }}
        >
          {MASK.stop}
        </button>
      </div>
    );
  const result = report.evidence;
  const completeness = completenessOf(report);
  const failure = (
    <label>
      {FAILED_AT}{' '}
      <input
        type="datetime-local"
        value={failedAt}
        onInput={(event) => {
          setFailedAt(event.currentTarget.value);
        }}
      />
    </label>
  );
  const hasTimes = result.timeline.length > 0;
  const Heading = heading;
  return (
    <>
      {page === undefined ? (
        <div class="acts">
          <MaskSwitch mask={mask} />
        </div>
      ) : (
        <>
          <Bar
            title={mask.masked ? report.source.name : page.name}
            verdict={BUNDLE.title}
            facts={null}
            another={BAR.anotherFile}
            onAnother={page.onAnother}
          >
            <MaskSwitch mask={mask} />
          </Bar>
          <h1 class="bundle-title">{BUNDLE.title}</h1>
        </>
      )}
      <MaskPanel masking={report.masking} mask={mask} />
      <Conclusion report={report} heading={heading} />
      <BundleCauses report={report} heading={heading} open={open} />
      <Files evidence={result} open={open} />
      {opening.place}
      {hasTimes && (
        <Timeline
          moments={result.timeline}
          failedAt={Number.isNaN(time) ? undefined : time}
          heading={heading}
          open={open}
        >
          {failure}
        </Timeline>
      )}
      <Heading>{COMPLETENESS}</Heading>
      {completeness !== undefined && completeness !== report.diagnosis[0] && (
        <p>
          <Mark kind={result.complete ? 'ok' : 'un'} text={completeness.title} />{' '}
          <a href={href(`/diagnoses/${completeness.id}/`)}>{WHAT_IT_MEANS}</a>
        </p>
      )}
      <div class="filters">
        {given === null && (
          <ScenarioSelect
            label={COMPARED.list}
            scenarios={knowledge.scenarios}
            workloads={knowledge.workloads}
            value={result.scenario ?? ''}
            onChange={setChosen}
          />
        )}
        {!hasTimes && failure}
      </div>
      <Guess result={result} knowledge={knowledge} given={given ?? chosen} />
      {result.items.length > 0 && <Items result={result} />}
      {given === null && result.scenario !== null && (
        <p>
          <a href={`${href('/guide/evidence/')}#scenario=${result.scenario}`}>{COMPARED.openList}</a>
        </p>
      )}
      <Names
        title={FILE_LISTS.sensitive}
        rows={result.sensitive.map(({ path, reason }) => `${path} (${reason})`)}
        all={result.totals.sensitive}
      />
      <Names
        title={FILE_LISTS.refused}
        rows={result.refused.map(({ path, reason }) => `${path} (${refusalText(reason)})`)}
        all={result.totals.refused}
      />
      <Names title={FILE_LISTS.encrypted} rows={result.encrypted} all={result.totals.encrypted} />
      <Names
        title={IN_CABINETS}
        rows={result.named.map(({ path, size, time }) => inCabinet(path, bytesText(size), time))}
        all={result.totals.named}
      />
      {result.scenario !== null && (
        <Names title={FILE_LISTS.superfluous} rows={result.superfluous} all={result.totals.superfluous} />
      )}
    </>
  );
}

/** The first report, until one for another list or time is there. */
function useReport(opened: Opened, scenario: string | null, failedAt: number | undefined): EvidenceReport {
  const [report, setReport] = useState(opened.first);
  useEffect(() => {
    let left = false;
    opened.check({ scenario: scenario ?? undefined, failedAt }).then(
      (found) => {
        if (!left) setReport(found);
      },
      // its worker was stopped for another bundle
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [opened, scenario, failedAt]);
  return report;
}

/** The sentence that answers first, with the page that explains it. */
function Conclusion({
  report: { tone, diagnosis, source, evidence },
  heading: Heading,
}: {
  readonly report: EvidenceReport;
  readonly heading: 'h2' | 'h4';
}): JSX.Element {
  const [root] = diagnosis;
  return (
    <div class={`verdict verdict-${tone}`}>
      <span class="verdict-mark" aria-hidden="true">
        {TONES[tone]}
      </span>
      <Heading id="bundle-conclusion" tabIndex={-1}>
        {root?.title}
      </Heading>
      <p class="num">
        {filesWord(source.name, evidence.entries)}
        {root !== undefined && (
          <>
            {' '}
            <a href={href(`/diagnoses/${root.id}/`)}>{WHAT_IT_MEANS}</a>
          </>
        )}
      </p>
    </div>
  );
}

/** Says that the list was guessed, or that the files look like another one. */
function Guess({
  result,
  knowledge,
  given,
}: {
  readonly result: BundleResult;
  readonly knowledge: EvidenceKnowledge;
  readonly given: string | null;
}): JSX.Element | null {
  const [likely] = result.candidates;
  const title = knowledge.scenarios.find(({ id }) => id === likely?.id)?.title;
  if (title === undefined || likely === undefined) return null;
  if (given === null) return <p class="hint">{COMPARED.guessed(title)}</p>;
  return likely.id === given ? null : <p class="hint">{COMPARED.looksLike(title)}</p>;
}

function Items({ result: { items, lacking } }: { readonly result: BundleResult }): JSX.Element {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={COMPARED.table}>
      <table class="stack">
        <thead>
          <tr>
            <th scope="col">{COMPARED.item}</th>
            <th scope="col">{COMPARED.result}</th>
            <th scope="col">{COMPARED.file}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Row key={item.id} item={item} lacks={lacking.includes(item.id)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({
  item: { title, status, reason, required, paths, files, size, newest },
  lacks,
}: {
  readonly item: ItemResult;
  readonly lacks: boolean;
}): JSX.Element {
  const { kind, word } = markOf({ status }, lacks);
  return (
    <tr class={lacks ? 'row-ng' : ''}>
      <th scope="row">
        {title}
        {!required && ` ${COMPARED.optional}`}
      </th>
      <td>
        <b class="k">{COMPARED.result}</b>
        <div>
          <Mark kind={kind} text={word} />
          {reason !== null && <div class="hint">{remarkText(reason)}</div>}
        </div>
      </td>
      <td class={files > 0 ? 'wrap' : 'wrap needless'}>
        <b class="k">{COMPARED.file}</b>
        <div>
          {paths.slice(0, MOST_PATHS).map((path) => (
            <div class="mono" key={path}>
              {path}
            </div>
          ))}
          {files > 0 && (
            <span class="hint num">
              {besides([COMPARED.files(files), bytesText(size), ...(newest === null ? [] : [COMPARED.newest(newest)])])}
            </span>
          )}
        </div>
      </td>
    </tr>
  );
}
