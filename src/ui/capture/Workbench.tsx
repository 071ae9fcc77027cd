import type { JSX } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { isFault, parseFilter } from '../../capture/filter/parse.ts';
import type { Selection } from '../../capture/selection.ts';
import type { PeerRule } from '../../knowledge/types.ts';
import { FILTER } from '#locale/capture-view.ts';
import type { Expression } from '../../model/capture-filter.ts';
import type { Peer } from '../../model/capture.ts';
import type { CaptureReport } from '../../model/report.ts';
import type { Saved, Segments } from './client.ts';
import { clockOf, type Zone } from './clock.ts';
import { Conversations } from './Conversations.tsx';
import { conversationsToCsv, saveCsv } from './csv.ts';
import { FilterBar } from './FilterBar.tsx';
import { FlowDetail } from './FlowDetail.tsx';
import { Graph } from './Graph.tsx';
import { IoGraph } from './IoGraph.tsx';
import { Outbound } from './Outbound.tsx';
import type { Ends } from './protocol.ts';
import { rowsOf, timesOf, viewOf, type Span } from './rows.ts';
import { SaveSelection } from './SaveSelection.tsx';

const EVERYTHING: Expression = { kind: 'all', of: [] };
const FLOW = /^#flow-(\d{1,9})$/u;

/** Parts that are built one after the other. */
export const WORKBENCH_PARTS = 4;

interface Props {
  /** How many of its parts are to be built by now, beside the filter. */
  readonly built: number;
  readonly report: CaptureReport;
  readonly rules: ReadonlyMap<string, PeerRule>;
  readonly titleOf: (peer: Peer) => string;
  readonly zone: Zone;
  readonly isMasked: boolean;
  readonly load: (ends: Ends) => Promise<Segments>;
  readonly save: (selection: Selection, filter: string | null, onSaving: (share: number) => void) => Promise<Saved>;
}

/** A capture to look into: one condition, and pictures and tables that all follow it. */
export function Workbench({ built, report, rules, titleOf, zone, isMasked, load, save }: Props): JSX.Element {
  const { capture } = report;
  const clock = clockOf(zone);
  const [text, setText] = useState('');
  const [span, setSpan] = useState<Span | null>(null);
  const [flow, closeFlow] = useFlow();
  const read = useMemo(() => parseFilter(text), [text]);
  const fault = isFault(read) ? read : null;
  const filter = isFault(read) ? EVERYTHING : read;
  const isFiltered = filter.kind !== 'all' || filter.of.length > 0;
  const rows = useMemo(() => rowsOf(capture, titleOf), [capture, titleOf]);
  const whole = useMemo(() => viewOf(capture, rows, filter, null), [capture, rows, filter]);
  const view = useMemo(
    () => (span === null ? whole : viewOf(capture, rows, filter, span)),
    [capture, rows, filter, span, whole],
  );
  const times = span === null ? null : timesOf(capture, span);
  return (
    <>
      <FilterBar
        text={text}
        fault={fault}
        span={times === null ? null : FILTER.span(clock(times[0]), clock(times[1]))}
        matched={view.rows.length}
        all={rows.length}
        onText={setText}
        onNoSpan={() => {
          setSpan(null);
        }}
      >
        <SaveSelection
          name={report.source.name}
          selection={{
            flows: isFiltered ? view.rows.map(({ conversation }) => conversation.flow) : null,
            span: times,
          }}
          unlisted={capture.leftOut.conversations}
          untold={capture.leftOut.packets}
          isMasked={isMasked}
          // what stands for a name in a masked report is found in that report alone
          save={(selection, onSaving) => save(selection, isMasked ? null : text, onSaving)}
          onCsv={() => {
            saveCsv('conversations.csv', conversationsToCsv(view.rows));
          }}
        />
      </FilterBar>
      {flow !== null && (
        <FlowDetail
          flow={flow}
          row={rows.find(({ conversation }) => conversation.flow === flow) ?? null}
          clock={clock}
          titleOf={titleOf}
          load={load}
          onClose={closeFlow}
        />
      )}
      {built > 0 && <Graph view={view} rules={rules} titleOf={titleOf} onFilter={setText} />}
      {built > 1 && (
        <IoGraph
          capture={capture}
          view={whole}
          isFiltered={isFiltered}
          span={span}
          zone={zone}
          clock={clock}
          onSpan={setSpan}
        />
      )}
      {built > 2 && <Conversations rows={view.rows} all={rows.length} zone={zone} />}
      {built > 2 && <Outbound capture={capture} view={view} span={span} />}
    </>
  );
}

/** The conversation to which the address of the page leads, and what closes it. */
function useFlow(): readonly [flow: number | null, close: () => void] {
  const [flow, setFlow] = useState(() => flowOf(location.hash));
  useEffect(() => {
    const onHash = (): void => {
      const found = flowOf(location.hash);
      if (found !== null) setFlow(found);
    };
    window.addEventListener('hashchange', onHash);
    return () => {
      window.removeEventListener('hashchange', onHash);
    };
  }, []);
  return [
    flow,
    () => {
      history.replaceState(history.state, '', location.pathname + location.search);
      setFlow(null);
    },
  ];
}

function flowOf(hash: string): number | null {
  const number = FLOW.exec(hash)?.[1];
  return number === undefined ? null : Number(number);
}
