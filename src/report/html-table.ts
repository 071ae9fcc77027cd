import { ENDPOINT_COLUMNS } from '#locale/report.ts';
import { SUMMARY } from '#locale/summary.ts';
import type { Endpoint } from '../model/endpoint.ts';
import type { ConnectionReport } from '../model/report.ts';
import { htmlText } from '../text/cells.ts';
import { endpointCells } from './endpoint-cells.ts';
import { machineWord, runTime } from './machine.ts';

/**
 * Endpoints as a table for a mail or a chat that takes HTML, under a caption of machine, date and conclusion. Attributes of
 * old instead of styles, which such programs drop. The report is one that may leave the page.
 * @param endpoints those to show, in their order
 */
export function endpointsToHtml(report: ConnectionReport, endpoints: readonly Endpoint[] = report.endpoints): string {
  const head = ENDPOINT_COLUMNS.map(([, title]) => `<th scope="col" align="left">${htmlText(title)}</th>`);
  const rows = endpoints.map((endpoint) => {
    const [host = '', ...others] = endpointCells(endpoint).map(htmlText);
    return `<tr><th scope="row" align="left">${host}</th>${others.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
  });
  return [
    '<table border="1" cellpadding="4" cellspacing="0">',
    `<caption align="top">${htmlText(caption(report))}</caption>`,
    `<thead><tr>${head.join('')}</tr></thead>`,
    `<tbody>${rows.join('\n')}</tbody>`,
    '</table>',
  ].join('\n');
}

function caption(report: ConnectionReport): string {
  const [root] = report.diagnosis;
  return [
    machineWord(report) ?? SUMMARY.unknownMachine,
    runTime(report) ?? SUMMARY.noTime,
    ...(root === undefined ? [] : [root.title]),
  ].join(' / ');
}
