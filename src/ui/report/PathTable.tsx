import type { JSX } from 'preact';
import type { AccountRule } from '../../knowledge/types.ts';
import { besides } from '#locale/forms.ts';
import { BY_PROXY, PATH, STATION_NAMES, STATION_STATES } from '#locale/view.ts';
import { STATIONS } from '../../model/path.ts';
import type { ConnectionReport } from '../../model/report.ts';
import { fewRows } from '../../report/alike-paths.ts';
import { firstFailure, pathsOf, type PathNode, type PathRow } from '../../report/paths.ts';
import { lineOfProbe } from '../../report/proof.ts';
import { CAUSES } from '#locale/words.ts';
import { hostWord } from '../../report/words.ts';
import { Breakable } from '../Breakable.tsx';
import { ProxyLine } from './ProxyLine.tsx';

/** Where on its way to each service a connection ends: one row for each service and route, the machine at the left. */
export function PathTable({
  report,
  accounts = [],
}: {
  readonly report: ConnectionReport;
  readonly accounts?: readonly AccountRule[];
}): JSX.Element | null {
  const rows = fewRows(pathsOf(report));
  if (rows.length === 0) return null;
  const hasWorkloads = rows.some(({ workloads }) => workloads.length > 0);
  return (
    <div class="path scroll" tabIndex={0} role="region" aria-label={PATH.label}>
      <table>
        <thead>
          <tr>
            <th scope="col">{PATH.service}</th>
            <th scope="col">{PATH.machine}</th>
            {STATIONS.map((station) => (
              <th scope="col" key={station}>
                {STATION_NAMES[station]}
              </th>
            ))}
            {hasWorkloads && (
              <th scope="col" class="path-wide">
                {PATH.workloads}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row
              key={`${row.service} ${row.route} ${row.account ?? ''}`}
              row={row}
              report={report}
              accounts={accounts}
              hasWorkloads={hasWorkloads}
            />
          ))}
        </tbody>
      </table>
      {report.kind === 'log' && <ProxyLine report={report} accounts={accounts} />}
    </div>
  );
}

interface RowProps {
  readonly row: PathRow;
  readonly report: ConnectionReport;
  readonly accounts: readonly AccountRule[];
  readonly hasWorkloads: boolean;
}

function Row({ row, report, accounts, hasWorkloads }: RowProps): JSX.Element {
  const failed = firstFailure(row);
  return (
    <tr class={row.blocks ? 'path-bad' : undefined}>
      <th scope="row">
        {row.name}
        {row.isOneOfTwo && <small>{row.route === 'proxy' ? PATH.proxy : PATH.direct}</small>}
        {row.account !== null && <small>{accounts.find(({ id }) => id === row.account)?.name ?? row.account}</small>}
        {row.host !== null && (
          <small class="mono">
            <Breakable text={hostWord(row.host)} />
          </small>
        )}
      </th>
      <td class={`path-node ${edge(row, -1, failed)}`}>
        <span class="path-mark path-start" aria-hidden="true" />
        <span class="visually-hidden">{PATH.machine}</span>
      </td>
      {row.nodes.map((node, index) => (
        <td key={node.station} class={`path-node path-${node.state} ${edge(row, index, failed)}`}>
          <Node node={node} row={row} line={lineOfProbe(report, node.probe)} />
        </td>
      ))}
      {hasWorkloads && (
        <td class="path-wide">
          {row.workloads.map(({ id, name, affected }) => (
            <span key={id} class={affected ? 'chip chip-ng' : 'chip'}>
              {name}
              {affected && <span class="visually-hidden"> ({PATH.affected})</span>}
            </span>
          ))}
        </td>
      )}
    </tr>
  );
}

/** How the line from one station to the next is drawn: as far as it came, where it breaks, and where nothing came. */
function edge({ nodes }: PathRow, index: number, failed: number): string {
  if (index === nodes.length - 1) return '';
  if (failed >= 0 && index >= failed) return 'path-off';
  if (failed === index + 1) return 'path-cut';
  const rest = nodes.slice(index + 1);
  return rest.some(({ state }) => state === 'ok' || state === 'failed') ? 'path-on' : 'path-off';
}

function Node({
  node,
  row,
  line,
}: {
  readonly node: PathNode;
  readonly row: PathRow;
  readonly line: number | null;
}): JSX.Element {
  const { icon, word } = STATION_STATES[node.state];
  const text = textOf(node, row);
  const content = (
    <>
      <span class="path-mark" aria-hidden="true">
        {icon}
      </span>
      <span class={node.state === 'failed' || node.state === 'open' ? 'path-told' : 'path-text'}>
        {text === '' ? <span class="visually-hidden">{word}</span> : text}
      </span>
    </>
  );
  return line === null ? <span>{content}</span> : <a href={`#L${line}`}>{content}</a>;
}

/** Numbers of a node that are listed. */
const MOST_NUMBERS = 3;

function textOf({ station, state, cause, count, of, numbers }: PathNode, row: PathRow): string {
  const { word } = STATION_STATES[state];
  const shown = besides(numbers.slice(0, MOST_NUMBERS)) + (numbers.length > MOST_NUMBERS ? '…' : '');
  const share = of > 1 ? `${count}/${of}` : '';
  const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ');
  switch (state) {
    case 'failed':
    case 'open': {
      const why = cause === null || cause === 'ok' || cause === 'other' ? word : CAUSES[cause];
      return joined(station === 'tcp' ? shown : '', why, share);
    }
    case 'ok':
      return station === 'tcp' ? joined(shown, share) : station === 'http' && shown !== '' ? shown : share;
    case 'none':
      return row.route === 'proxy' && (station === 'tcp' || station === 'dns') ? BY_PROXY : word;
    default:
      return word;
  }
}
