import { describe, expect, test } from 'vitest';
import { toolMissing } from '../../../../src/judge/diagnosis/tool-missing.ts';
import { anEndpoint, aProbe, failing, someFacts } from '../../../support/facts.ts';

const missing = (id: number, tool: string) => aProbe(id, { tool, status: 'not_run', cause: 'tool_missing' });
const probes = [aProbe(1), missing(2, 'nc'), missing(3, 'nslookup'), missing(5, 'nc')];

describe('a tool is not installed', () => {
  test('each is named once, and nothing else was decided', () => {
    const endpoints = [anEndpoint({ verdict: 'not_run' }), anEndpoint({ verdict: 'indeterminate' })];
    expect(toolMissing(someFacts({ probes, endpoints }))).toStrictEqual([
      {
        id: 'tool-missing',
        confidence: 'certain',
        endpoints: [],
        because: [2, 3, 5],
        params: { tool: 'nc・nslookup' },
        rank: 'state',
        weight: 2,
      },
    ]);
  });

  test.each([
    ['works', anEndpoint({})],
    ['fails', failing('timeout')],
  ])('a remark where something %s', (_, endpoint) => {
    const endpoints = [anEndpoint({ verdict: 'not_run' }), endpoint];
    expect(toolMissing(someFacts({ probes, endpoints }))).toMatchObject([{ rank: 'remark' }]);
  });
});

test('not where every tool ran', () => {
  expect(
    toolMissing(someFacts({ probes: [aProbe(1), aProbe(2, { status: 'not_run', cause: 'other' })] })),
  ).toStrictEqual([]);
});
