import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Endpoint } from '../../src/model/endpoint.ts';
import type { CaptureReport } from '../../src/model/report.ts';
import { analyze } from '../support/captures.ts';

/** What is true of a capture; a claim that is missing is not made. See captures-judgement/README.md. */
interface Truth {
  readonly what: string;
  readonly packets?: number;
  /** Every acceptable first root cause. */
  readonly root?: readonly string[];
  readonly notRoot?: readonly string[];
  readonly unreachable?: readonly string[];
  readonly notReachable?: readonly string[];
  readonly reachableHosts?: readonly string[];
  readonly tcpReachable?: boolean;
  readonly reachable?: boolean;
  readonly workloads?: Readonly<Record<string, string>>;
}

const FOLDER = new URL('captures-judgement/', import.meta.url);
const read = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(name, FOLDER)));
const truths = Object.entries(JSON.parse(new TextDecoder().decode(read('truth.json'))) as Record<string, Truth>);

test('every capture has its truth', () => {
  expect(truths.length).toBeGreaterThanOrEqual(22);
});

describe.each(truths)('%s', (name, truth) => {
  const report = analyze(name, read(name)).report();
  const verdictOf = (place: string): Endpoint['verdict'] | undefined =>
    report.endpoints.find(({ host, port }) => `${host}:${port}` === place)?.verdict;

  test('is read to its end', () => {
    expect(report.capture?.defects).toEqual([]);
    if (truth.packets !== undefined) expect(report.capture?.packets).toBe(truth.packets);
  });

  test(`is led by the right cause: ${truth.what}`, () => {
    const [first] = report.diagnosis;
    if (truth.root !== undefined && truth.root.length > 0) expect(truth.root).toContain(first?.id);
    expect(truth.notRoot ?? []).not.toContain(first?.id);
  });

  test('has the verdict of each destination', () => {
    for (const place of truth.unreachable ?? []) expect([place, verdictOf(place)]).toEqual([place, 'unreachable']);
    for (const place of truth.reachableHosts ?? []) expect([place, verdictOf(place)]).toEqual([place, 'reachable']);
    for (const place of truth.notReachable ?? [])
      expect(['unreachable', 'indeterminate', 'not_run']).toContain(verdictOf(place));
    if (truth.tcpReachable === true) expect(report.endpoints.map(({ tcp }) => tcp.status)).toContain('reachable');
    if (truth.reachable === true) expect(report.endpoints.map(({ verdict }) => verdict)).toContain('reachable');
  });

  test('has the right state of the backups', () => {
    const states = Object.fromEntries(report.workloads.map(({ id, status }) => [id, status]));
    expect(states).toMatchObject(truth.workloads ?? {});
  });

  test('shows in its layers what its verdicts say', () => {
    expect(layersThatContradict(report)).toEqual([]);
  });
});

/** Endpoints whose probes prove something else than the endpoint claims. */
function layersThatContradict({ endpoints, probes }: CaptureReport): string[] {
  return endpoints.flatMap(({ host, port, tcp, https, verdict }) => {
    const own = probes.filter((probe) => probe.host === host && probe.port === port);
    const layers = own.flatMap((probe) => Object.values(probe.layers));
    const claims = [tcp.status, https.status, verdict];
    const isProven = layers.some(({ status }) => status === 'ok');
    return claims.includes('reachable') && !isProven ? [`${host}:${port}`] : [];
  });
}
