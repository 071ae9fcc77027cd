import { afterAll, describe, expect, test } from 'vitest';
import type { Endpoint } from '../../src/model/endpoint.ts';
import type { LogReport } from '../../src/model/report.ts';
import { analyzer } from './analyzer.ts';
import type { Case, TrueEndpoint, Truth } from './corpus.ts';

/** What services follow from the truth, by the rule that one unreachable endpoint makes a service partial. */
function expectedService(truth: Truth, service: string): string {
  const verdicts = truth.endpoints
    .filter((endpoint) => endpoint.service === service)
    .map(({ https, tcp }) => (https === 'not_run' ? tcp : https));
  const has = (verdict: string): boolean => verdicts.includes(verdict);
  if (has('unreachable')) return has('reachable') ? 'partial' : 'blocked';
  return has('reachable') && !has('indeterminate') ? 'ok' : 'unknown';
}

function brief({ host, port, service, dns, tcp, https }: Endpoint): object {
  return { host, port, service, dns: dns.status, private: dns.private, tcp: tcp.status, https: https.status };
}

/** Holds the report of each log against what was injected, prints the table, and lets `more` add what a system has of its own. */
export function describeLogs<T extends Truth>(
  logs: readonly Case<T>[],
  more: (report: LogReport, truth: T) => void,
): void {
  const rows: Record<string, string | number>[] = [];

  describe.each([...logs])('$name', ({ name, bytes, truth }) => {
    const { report } = analyzer.analyze({ name: `${name}.log`, bytes });

    test('format, encoding and completeness are the injected ones', () => {
      expect(report.format).toBe(truth.format);
      expect(report.source.encoding).toBe(truth.encoding);
      if (truth.completeKnown !== false) expect(report.complete).toBe(truth.complete);
    });

    test('the settings are the injected ones', () => {
      expect.hasAssertions();
      more(report, truth);
    });

    test('each endpoint has the injected DNS, TCP and HTTPS status', () => {
      expect(report.endpoints.map(brief)).toEqual(
        truth.endpoints.map(({ host, port, service, dns, private: isPrivate, tcp, https }) => ({
          host,
          port,
          service,
          dns,
          private: isPrivate,
          tcp,
          https,
        })),
      );
    });

    test('each HTTPS cause is one that the truth admits', () => {
      for (const endpoint of truth.endpoints) {
        if (endpoint.cause === null) continue;
        const found = report.endpoints.find(({ host, port }) => host === endpoint.host && port === endpoint.port);
        expect(endpoint.cause.split('|')).toContain(found?.https.cause);
      }
    });

    test('services follow, and the root cause leads the diagnosis', () => {
      for (const { id, status, endpoints } of report.services) {
        if (endpoints > 0 && truth.complete) expect({ id, status }).toEqual({ id, status: expectedService(truth, id) });
      }
      expect(report.diagnosis[0]?.id).toBe(truth.rootCause);
    });

    test('no endpoint that is unreachable in truth is called reachable', () => {
      expect(falselyReachable(report, truth)).toEqual([]);
    });

    test('every verdict points at a line of the log that shows it', () => {
      for (const { status, evidence, lines } of report.probes) {
        if (status === 'incomplete') continue;
        expect(evidence).not.toBeNull();
        expect(evidence?.line).toBeGreaterThan(lines[0]);
        expect(evidence?.line).toBeLessThanOrEqual(lines[1]);
      }
    });

    rows.push({
      log: name,
      format: report.format === truth.format ? 'ok' : report.format,
      endpoints: report.endpoints.length,
      wrong: truth.endpoints.filter((endpoint) => !agrees(report, endpoint)).length,
      falseReachable: falselyReachable(report, truth).length,
      root: report.diagnosis[0]?.id ?? '',
      expected: truth.rootCause,
    });
  });

  afterAll(() => {
    console.table(rows);
  });
}

function agrees(report: LogReport, truth: TrueEndpoint): boolean {
  const found = report.endpoints.find(({ host, port }) => host === truth.host && port === truth.port);
  return found?.dns.status === truth.dns && found.tcp.status === truth.tcp && found.https.status === truth.https;
}

function falselyReachable(report: LogReport, truth: Truth): string[] {
  return truth.endpoints
    .filter(({ https, tcp }) => (https === 'not_run' ? tcp : https) === 'unreachable')
    .filter(({ host, port }) =>
      report.endpoints.some((found) => found.host === host && found.port === port && found.verdict === 'reachable'),
    )
    .map(({ host, port }) => `${host}:${port}`);
}
