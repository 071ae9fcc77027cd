import type { JSX } from 'preact';
import { listed } from '#locale/forms.ts';
import { AZURE_NETWORK } from '#locale/azure-network.ts';
import type { LogReport } from '../../model/report.ts';
import { networkTables, type NetworkRow, type NetworkTable } from '../../report/azure-rows.ts';
import { Mark } from './Verdict.tsx';

interface Props {
  readonly report: LogReport;
  /** What the ids of lines begin with; null where no log stands beside it. */
  readonly linePrefix: string | null;
  /** Within an article the chapter has no heading of its own. */
  readonly bare?: boolean;
}

/** What rules and routes of an Azure network say of each destination that the backups need. */
export function AzureNetwork({ report, linePrefix, bare = false }: Props): JSX.Element | null {
  const tables = networkTables(report);
  if (tables.length === 0) return null;
  const content = tables.map((table) => <Table key={table.by} table={table} linePrefix={linePrefix} bare={bare} />);
  if (bare) return <div class="azure-network">{content}</div>;
  return (
    <section id="azure-network" class="azure-network" aria-labelledby="azure-network-title">
      <h2 id="azure-network-title">{AZURE_NETWORK.title}</h2>
      <p class="hint">{AZURE_NETWORK.hint}</p>
      {content}
    </section>
  );
}

function Table({
  table: { title, deciding, listings, rows },
  linePrefix,
  bare,
}: {
  readonly table: NetworkTable;
  readonly linePrefix: string | null;
  readonly bare: boolean;
}): JSX.Element {
  return (
    <>
      {bare ? <p class="azure-title">{title}</p> : <h3>{title}</h3>}
      <ul class="azure-listings">
        {listings.map(({ text, line }) => (
          <li key={line}>
            {text} <LineLink line={line} prefix={linePrefix} />
          </li>
        ))}
      </ul>
      <div class="scroll" role="group" aria-label={title} tabIndex={0}>
        <table class="stack azure-table">
          <thead>
            <tr>
              <th scope="col">{AZURE_NETWORK.destination}</th>
              <th scope="col">{AZURE_NETWORK.verdict}</th>
              <th scope="col">{deciding}</th>
              <th scope="col">{AZURE_NETWORK.workloads}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.destination} row={row} deciding={deciding} linePrefix={linePrefix} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Row({
  row,
  deciding,
  linePrefix,
}: {
  readonly row: NetworkRow;
  readonly deciding: string;
  readonly linePrefix: string | null;
}): JSX.Element {
  const { destination, host, word, kind, reason, grounds, workloads } = row;
  return (
    <tr class={kind === 'ng' ? 'row-ng' : ''}>
      <th scope="row">
        <span class="mono">{destination}</span>
        {!destination.startsWith(host) && <span class="azure-host mono">{host}</span>}
      </th>
      <td>
        <b class="k">{AZURE_NETWORK.verdict}</b>
        <Mark kind={kind} text={word} />
      </td>
      <td>
        <b class="k">{deciding}</b>
        {grounds.map(({ text, line }) => (
          <span class="azure-ground" key={`${text} ${line ?? ''}`}>
            <span class="mono">{text}</span> <LineLink line={line} prefix={linePrefix} />
          </span>
        ))}
        {reason !== '' && <span class="azure-ground azure-reason">{reason}</span>}
      </td>
      <td class="azure-workloads">
        <b class="k">{AZURE_NETWORK.workloads}</b>
        <span>{listed(workloads)}</span>
      </td>
    </tr>
  );
}

function LineLink({
  line,
  prefix,
}: {
  readonly line: number | null;
  readonly prefix: string | null;
}): JSX.Element | null {
  if (line === null) return null;
  const word = AZURE_NETWORK.line(line);
  return prefix === null ? <span class="num">{word}</span> : <a href={`#${prefix}L${line}`}>{word}</a>;
}
