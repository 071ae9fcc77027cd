import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { COPY } from '#locale/copy.ts';
import { ENDPOINT_TABLE } from '#locale/endpoint-table.ts';
import { NEXT, PROOF } from '#locale/view.ts';
import type { Endpoint } from '../../model/endpoint.ts';
import type { ConnectionReport } from '../../model/report.ts';
import { ENDPOINT_COLUMNS } from '#locale/report.ts';
import { badness, endpointsToTsv } from '../../report/endpoint-cells.ts';
import type { FlowsOf } from '../../report/endpoint-flows.ts';
import { lineOfProbe } from '../../report/proof.ts';
import { dnsWord, hostWord, httpsWord, tcpWord, VERDICTS } from '../../report/words.ts';
import { Breakable } from '../Breakable.tsx';
import { NearRows } from './NearRows.tsx';
import { Mark } from './Verdict.tsx';

type Column = 'order' | (typeof ENDPOINT_COLUMNS)[number][0];

/** Of more rows only those near the view are built. */
const MOST_BUILT = 500;
/** What a row is high (px) before it was laid out. */
const ROW_HEIGHT = 42;

/** Every endpoint with its layers, failing ones first; filter, sort and copy. */
export function EndpointTable({
  report,
  flowsOf,
}: {
  readonly report: ConnectionReport;
  /** Of a capture: the conversations with a destination. */
  readonly flowsOf?: FlowsOf;
}): JSX.Element {
  const [filter, setFilter] = useState('');
  const [verdict, setVerdict] = useState('');
  const [sort, setSort] = useState<{ column: Column; down: boolean }>({ column: 'order', down: false });
  const [copied, setCopied] = useState<readonly Endpoint[] | null>(null);
  const sorted = useMemo(
    () => report.endpoints.toSorted((a, b) => compare(a, b, sort.column) * (sort.down ? -1 : 1)),
    [report, sort],
  );
  const shown = useMemo(() => {
    const wanted = filter.toLowerCase();
    return sorted.filter(
      (endpoint) => (verdict === '' || endpoint.verdict === verdict) && endpoint.host.toLowerCase().includes(wanted),
    );
  }, [sorted, filter, verdict]);
  const isLong = shown.length > MOST_BUILT;
  const copy = (): void => {
    void navigator.clipboard.writeText(endpointsToTsv(shown)).then(() => {
      setCopied(shown);
    });
  };
  return (
    <section id="endpoints" aria-labelledby="endpoints-title">
      <h2 id="endpoints-title">
        {ENDPOINT_TABLE.title} <small class="num">{ENDPOINT_TABLE.count(report.endpoints.length)}</small>
      </h2>
      <div class="filters">
        <label>
          {ENDPOINT_TABLE.host}{' '}
          <input
            type="search"
            value={filter}
            onInput={(event) => {
              setFilter(event.currentTarget.value);
            }}
          />
        </label>
        <label>
          {ENDPOINT_TABLE.verdict}{' '}
          <select
            value={verdict}
            onChange={(event) => {
              setVerdict(event.currentTarget.value);
            }}
          >
            <option value="">{ENDPOINT_TABLE.all}</option>
            {(['unreachable', 'indeterminate', 'not_run', 'reachable'] as const).map((value) => (
              <option key={value} value={value}>
                {VERDICTS[value].word}
              </option>
            ))}
          </select>
        </label>
        <button type="button" class="btn" onClick={copy}>
          {copied === shown ? COPY.copied : ENDPOINT_TABLE.copy}
        </button>
      </div>
      {isLong && <p class="hint">{ENDPOINT_TABLE.far}</p>}
      <div
        class={isLong ? 'scroll scroll-long' : 'scroll'}
        tabIndex={0}
        role="region"
        aria-label={ENDPOINT_TABLE.label}
      >
        <table class="stack">
          <thead>
            <tr>
              {ENDPOINT_COLUMNS.map(([column, title]) => (
                <th
                  scope="col"
                  key={column}
                  aria-sort={sort.column === column ? (sort.down ? 'descending' : 'ascending') : 'none'}
                >
                  <button
                    type="button"
                    class="sort"
                    onClick={() => {
                      setSort({ column, down: sort.column === column && !sort.down });
                    }}
                  >
                    {title}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <NearRows
            rows={shown}
            row={(endpoint) => (
              <Row
                key={`${endpoint.host}:${endpoint.port}`}
                endpoint={endpoint}
                report={report}
                flow={flowsOf?.(endpoint.host, endpoint.port)[0]}
              />
            )}
            columns={ENDPOINT_COLUMNS.length}
            height={ROW_HEIGHT}
            isLong={isLong}
          />
        </table>
        {shown.length === 0 && <p class="hint">{ENDPOINT_TABLE.none}</p>}
      </div>
    </section>
  );
}

function Row({
  endpoint,
  report,
  flow,
}: {
  readonly endpoint: Endpoint;
  readonly report: ConnectionReport;
  readonly flow: number | undefined;
}): JSX.Element {
  const layers = [
    ['dns', dnsWord(endpoint), endpoint.dns.probe],
    ['tcp', tcpWord(endpoint), endpoint.tcp.probe],
    ['https', httpsWord(endpoint), endpoint.https.probe],
    ['verdict', { kind: VERDICTS[endpoint.verdict].kind, text: VERDICTS[endpoint.verdict].word }, endpoint.decidedBy],
  ] as const;
  return (
    <tr class={endpoint.verdict === 'unreachable' ? 'row-ng' : ''}>
      <th scope="row" class="host">
        <Breakable text={hostWord(endpoint.host)} />
      </th>
      <td>
        <b class="k">{titleOf('port')}</b>
        <span class="num">{endpoint.port}</span>
      </td>
      {layers.map(([column, { kind, text }, probe]) => {
        const line = lineOfProbe(report, probe);
        const isVerdict = column === 'verdict' && flow !== undefined;
        return (
          <td key={column}>
            <b class="k">{titleOf(column)}</b>
            {line === null && isVerdict ? (
              <a class="proof" href={`#flow-${flow}`} title={PROOF.flow(flow)}>
                <Mark kind={kind} text={text} />
              </a>
            ) : line === null ? (
              <Mark kind={kind} text={text} />
            ) : (
              <a class="proof" href={`#L${line}`} title={NEXT.line(line)}>
                <Mark kind={kind} text={text} />
              </a>
            )}
          </td>
        );
      })}
    </tr>
  );
}

function titleOf(column: Column): string {
  return ENDPOINT_COLUMNS.find(([id]) => id === column)?.[1] ?? '';
}

function compare(a: Endpoint, b: Endpoint, column: Column): number {
  switch (column) {
    case 'order':
      return badness(a.verdict) - badness(b.verdict);
    case 'host':
      return byCode(a.host, b.host);
    case 'port':
      return a.port - b.port;
    case 'verdict':
      return badness(a.verdict) - badness(b.verdict);
    default:
      return byCode(textOf(a, column), textOf(b, column));
  }
}

/** By the codes of their letters: in the order of a language very many rows would take seconds. */
function byCode(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function textOf(endpoint: Endpoint, column: 'dns' | 'tcp' | 'https'): string {
  return { dns: dnsWord, tcp: tcpWord, https: httpsWord }[column](endpoint).text;
}
