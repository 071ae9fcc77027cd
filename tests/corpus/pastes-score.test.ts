import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Endpoint } from '../../src/model/endpoint.ts';
import type { LogReport } from '../../src/model/report.ts';
import { analyzer } from '../support/analyzer.ts';

/** What is true of a destination; `a|b`: either is right, and a field that is left out is debatable. */
interface TrueEndpoint {
  readonly host: string;
  readonly port?: number | null;
  readonly dns?: string;
  readonly private?: boolean;
  readonly tcp?: string;
  readonly https?: string;
  readonly verdict?: string;
  readonly cause?: string;
  /** Layers that only the output of curl, wget, nc … shows: `not_run` is right as well. */
  readonly implied?: readonly string[];
  readonly optional?: boolean;
}

interface Truth {
  readonly file?: string;
  readonly tools?: readonly string[];
  readonly endpoints?: readonly TrueEndpoint[];
  readonly optional?: readonly string[];
  readonly root?: readonly string[];
  readonly notRoot?: readonly string[];
}

const is = (wanted: string, got: string | null | undefined) => wanted.split('|').includes(String(got));

/** How many of the fields of a destination are right. */
function judged(wanted: TrueEndpoint, got: Endpoint): { readonly right: number; readonly all: number } {
  const { dns, tcp, https, tls, verdict } = got;
  const implied = (layer: string, status: string) => status === 'not_run' && wanted.implied?.includes(layer) === true;
  const fields = [
    wanted.dns === undefined ? null : is(wanted.dns, dns.status) || implied('dns', dns.status),
    wanted.tcp === undefined ? null : is(wanted.tcp, tcp.status) || implied('tcp', tcp.status),
    wanted.https === undefined ? null : is(wanted.https, https.status) || implied('https', https.status),
    wanted.verdict === undefined ? null : is(wanted.verdict, verdict),
    wanted.private === undefined || wanted.dns !== 'resolved' || implied('dns', dns.status)
      ? null
      : dns.private === wanted.private,
    wanted.cause === undefined || verdict === 'reachable' || is(wanted.cause, 'ok')
      ? null
      : [https.cause, (tls as { cause?: string | null }).cause, tcp.cause, dns.cause].some(
          (cause) =>
            cause != null &&
            (is(wanted.cause ?? '', cause) || (wanted.cause?.includes('dns') && cause.startsWith('dns'))),
        ),
  ].filter((field) => field !== null);
  return { right: fields.filter((field) => field === true).length, all: fields.length };
}

const isAt = ({ host, port }: TrueEndpoint, got: Endpoint): boolean =>
  host === got.host && (port == null || port === got.port);

/** A destination that the truth does not know; one without a name counts only where the text names one. */
function isPhantom(got: Endpoint, { endpoints = [], optional = [] }: Truth): boolean {
  if (got.host === '' && endpoints.length === 0) return false;
  if (endpoints.some((one) => isAt(one, got))) return false;
  return !optional.some((one) => one === `${got.host}:${got.port}` || one === got.host || one === `${got.host}:null`);
}

describe.each(['pastes-linux', 'pastes-windows'])('%s', (folder) => {
  const root = new URL(`${folder}/`, import.meta.url);
  const cases = readdirSync(root)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(new URL(name, root), 'utf8')) as Truth)
    .map((truth): { readonly truth: Truth; readonly report: LogReport } => {
      const file = truth.file ?? '';
      const { report } = analyzer.analyze({ name: file, bytes: readFileSync(new URL(file, root)) });
      return { truth, report };
    });
  const wanted = cases.flatMap(({ truth, report }) =>
    (truth.endpoints ?? [])
      .map((one) => ({ one, got: report.endpoints.find((got) => isAt(one, got)) }))
      .filter(({ one, got }) => got !== undefined || one.optional !== true),
  );

  test('the corpus is whole', () => {
    expect(cases.length).toBeGreaterThanOrEqual(75);
    expect(wanted.length).toBeGreaterThanOrEqual(75);
  });

  test('at least 97 % of the destinations are found, and at most 2 % are none', () => {
    const phantoms = cases.flatMap(({ truth, report }) => report.endpoints.filter((got) => isPhantom(got, truth)));
    expect(wanted.filter(({ got }) => got !== undefined).length / wanted.length).toBeGreaterThanOrEqual(0.97);
    expect(phantoms.length / wanted.length).toBeLessThanOrEqual(0.02);
  });

  test('at least 97 % of what is said of them is right', () => {
    const fields = wanted.flatMap(({ one, got }) => (got === undefined ? [] : [judged(one, got)]));
    const sum = (what: 'right' | 'all') => fields.reduce((so, field) => so + field[what], 0);
    expect(sum('right') / sum('all')).toBeGreaterThanOrEqual(0.97);
  });

  test('at least 90 % are led by their root cause, and nobody is misled', () => {
    const demanded = cases.filter(({ truth }) => (truth.root ?? []).length > 0);
    const led = demanded.filter(({ truth, report }) => truth.root?.includes(report.diagnosis[0]?.id ?? '') === true);
    expect(led.length / demanded.length).toBeGreaterThanOrEqual(0.9);
    expect(cases.filter(({ truth, report }) => truth.notRoot?.includes(report.diagnosis[0]?.id ?? ''))).toEqual([]);
  });
});
