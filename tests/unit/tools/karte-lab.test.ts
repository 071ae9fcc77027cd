/** Logs that the check script wrote in the lab of tests/network, each with a fault that was injected there. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { maskAll } from '../../../src/mask/session.ts';
import type { LogReport } from '../../../src/model/report.ts';
import { analyzer, diagnose, knowledge } from '../../support/analyzer.ts';
import { names } from '../../support/mask-outputs.ts';

const read = (name: string): string => readFileSync(new URL(`./karte-lab/${name}.log`, import.meta.url), 'utf8');

/** Verdicts by service, in the order of the destinations. */
function verdictsOf({ endpoints }: LogReport): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { service, verdict } of endpoints) found[service] = `${found[service] ?? ''} ${verdict}`.trim();
  return found;
}

const both = (verdict: string): string => `${verdict} ${verdict}`;
test('a certificate that is not trusted is shown with its issuer', () => {
  expect(diagnose(read('inspected')).endpoints[5]?.tls).toMatchObject({
    status: 'intercepted',
    issuer: 'O=Contoso Ltd.; CN=Contoso Proxy CA',
  });
});

test('a log that was broken off is made again by the same script', () => {
  const [cause] = diagnose(read('ctrl-c')).diagnosis;
  expect(cause?.next.join('\n')).toContain('karte-check-*.log');
  expect(cause?.next.join('\n')).not.toMatch(/CheckNWResult|20 分/u);
});

const FAULTS = [
  ['storage-silent', 'firewall-blocks-service', { backup: both('reachable'), storage: both('unreachable') }],
  ['inspected', 'tls-inspection', { backup: both('unreachable'), storage: both('unreachable') }],
  ['proxy-407', 'proxy-requires-auth', { backup: both('unreachable'), storage: both('unreachable') }],
  ['mtu-black-hole-up', 'connection-stalls', { backup: 'indeterminate reachable', storage: 'indeterminate reachable' }],
  ['ctrl-c', 'log-incomplete', { backup: both('reachable'), storage: both('not_run') }],
] as const;

describe.each(FAULTS)('%s', (name, cause, verdicts) => {
  const text = read(name)
    .replaceAll('ホスト名はvmです', 'ホスト名はsapvm01.corp.contoso.localです')
    .replaceAll('10.77.0.2:3128', 'proxy01.corp.contoso.local:3128');
  const report = diagnose(text);

  test('what was injected is what is said', () => {
    expect(report.diagnosis[0]?.id).toBe(cause);
    expect(verdictsOf(report)).toMatchObject(verdicts);
    expect(report.endpoints).toHaveLength(9);
  });

  test('its next steps are those of Linux', () => {
    const platforms = report.diagnosis.flatMap(({ steps }) => steps.map(({ platform }) => platform));
    expect(platforms).not.toContain('windows');
  });

  test('masked it says the same', () => {
    const { texts } = maskAll(knowledge.secrets, names, { reports: [{ report, text: 0 }], texts: [text] });
    const [masked = ''] = texts;
    expect(masked).not.toContain('contoso');
    const again = analyzer.analyzeText('masked.log', masked).report;
    expect(again.diagnosis.map(({ id, confidence }) => [id, confidence])).toEqual(
      report.diagnosis.map(({ id, confidence }) => [id, confidence]),
    );
    expect([again.complete, again.tone, again.proxied]).toEqual([report.complete, report.tone, report.proxied]);
    expect(verdictsOf(again)).toEqual(verdictsOf(report));
    const shown = ({ probes }: LogReport): unknown =>
      probes.map(({ status, cause: why, route, layers }) => [status, why, route, Object.keys(layers)]);
    expect(shown(again)).toEqual(shown(report));
  });
});
