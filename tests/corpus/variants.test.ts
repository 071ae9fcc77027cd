import { describe, expect, test } from 'vitest';
import { analyzer } from '../support/analyzer.ts';
import { allLogs } from '../support/corpus.ts';
import { VARIANTS } from '../support/variants.ts';

const logs = allLogs.filter(({ truth }) => truth.encoding === 'utf-8');

describe.each(Object.entries(VARIANTS))('%s', (_, change) => {
  test.each(logs)('$name is judged as before', ({ bytes, truth }) => {
    const { report } = analyzer.analyze({ name: 'x.log', bytes: change(new TextDecoder().decode(bytes)) });
    expect(report.format).toBe(truth.format);
    expect(
      report.endpoints.map(({ host, port, dns, tcp, https }) => [host, port, dns.status, tcp.status, https.status]),
    ).toEqual(truth.endpoints.map(({ host, port, dns, tcp, https }) => [host, port, dns, tcp, https]));
    expect(report.diagnosis[0]?.id).toBe(truth.rootCause);
  });
});
