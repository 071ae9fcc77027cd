import { ENDPOINT_COLUMNS } from '#locale/report.ts';
import type { Endpoint } from '../model/endpoint.ts';
import { toTsv } from '../text/cells.ts';
import { dnsWord, hostWord, httpsWord, tcpWord, verdictText } from './words.ts';

/** An endpoint as a row of text, in the order of `ENDPOINT_COLUMNS`; not escaped for any format. */
export function endpointCells(endpoint: Endpoint): string[] {
  return [
    hostWord(endpoint.host),
    String(endpoint.port),
    dnsWord(endpoint).text,
    tcpWord(endpoint).text,
    httpsWord(endpoint).text,
    verdictText(endpoint.verdict),
  ];
}

/** Endpoints as rows for a spreadsheet, below their headings. */
export function endpointsToTsv(endpoints: readonly Endpoint[]): string {
  return toTsv([ENDPOINT_COLUMNS.map(([, title]) => title), ...endpoints.map(endpointCells)]);
}

/** The order in which readers look for endpoints: those that fail, then those of which nothing is known. */
const WORST_FIRST: readonly Endpoint['verdict'][] = ['unreachable', 'indeterminate', 'not_run', 'reachable'];

/** The place of a verdict among all, the worst being 0. */
export function badness(verdict: Endpoint['verdict']): number {
  return WORST_FIRST.indexOf(verdict);
}
