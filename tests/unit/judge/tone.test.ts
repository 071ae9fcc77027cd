import { describe, expect, test } from 'vitest';
import { isNeutral, toneOf } from '../../../src/judge/tone.ts';
import type { Diagnosis } from '../../../src/model/diagnosis.ts';
import type { WorkloadState } from '../../../src/model/endpoint.ts';
import type { MessageFinding } from '../../../src/model/finding.ts';
import type { NetworkDecision } from '../../../src/model/azure-network.ts';
import { anEndpoint, aPrivateName } from '../../support/facts.ts';

type Judged = Parameters<typeof toneOf>[0];

/** What a source shows in which everything that was tested works. */
const HEALTHY: Judged = {
  complete: true,
  endpoints: [anEndpoint({ verdict: 'reachable' })],
  workloads: [],
  findings: [],
  diagnosis: [],
  unread: [],
};

const finding = (verdict: MessageFinding['verdict']): MessageFinding => ({
  signature: 's',
  verdict,
  line: 1,
  start: 0,
  end: 1,
  count: 1,
  firstAt: null,
  lastAt: null,
  params: {},
});

const workload = (status: WorkloadState['status'], tested: boolean): WorkloadState => ({
  id: 'mars',
  name: 'MARS',
  status,
  because: [],
  needs: [],
  account: null,
  route: 'either',
  missing: [],
  tested,
  note: '',
});

const cause = (id: string, confidence: Diagnosis['confidence'] = 'certain'): Diagnosis => ({
  id,
  confidence,
  params: {},
  because: [],
  steps: [],
  next: [],
  title: id,
  name: id,
  summary: '',
  why: '',
});

const rules = (...verdicts: readonly NetworkDecision['verdict'][]): NonNullable<Judged['azureNetwork']> =>
  ({ decisions: verdicts.map((verdict) => ({ verdict })) }) as unknown as NonNullable<Judged['azureNetwork']>;

describe('the colour of a report', () => {
  test.each<[string, Partial<Judged>, ReturnType<typeof toneOf>]>([
    ['everything works', {}, 'ok'],
    [
      'one endpoint fails',
      { endpoints: [anEndpoint({ verdict: 'reachable' }), anEndpoint({ verdict: 'unreachable' })] },
      'ng',
    ],
    ['one endpoint is open', { endpoints: [anEndpoint({}), anEndpoint({ verdict: 'indeterminate' })] }, 'un'],
    ['one endpoint was not tested', { endpoints: [anEndpoint({}), anEndpoint({ verdict: 'not_run' })] }, 'ok'],
    ['no endpoint at all', { endpoints: [] }, 'un'],
    ['none that works', { endpoints: [anEndpoint({ verdict: 'not_run' })] }, 'un'],
    ['the source ends early', { complete: false }, 'un'],
    ['a message of a failure', { findings: [finding('reachable'), finding('unreachable')] }, 'ng'],
    ['a message that leaves it open', { findings: [finding('reachable'), finding('indeterminate')] }, 'un'],
    ['a message that something works', { findings: [finding('reachable')] }, 'ok'],
    ['an informational message', { findings: [finding('informational')] }, 'ok'],
    ['output that was not read', { unread: [{ command: 'x', tool: null, lines: [1, 2] }] }, 'un'],
    ['a tested workload that is affected', { workloads: [workload('ok', true), workload('affected', true)] }, 'un'],
    ['a tested workload of which not all was seen', { workloads: [workload('unknown', true)] }, 'un'],
    ['a tested workload that works', { workloads: [workload('ok', true)] }, 'ok'],
    ['a workload that the source does not test', { workloads: [workload('unknown', false)] }, 'ok'],
    ['a certain root cause of a failure', { diagnosis: [cause('firewall-blocks-all')] }, 'ng'],
    ['a likely one', { diagnosis: [cause('firewall-blocks-all', 'likely')] }, 'ok'],
    ['a state in which nothing fails', { diagnosis: [cause('all-reachable')] }, 'ok'],
    ['a failure that only follows the state', { diagnosis: [cause('all-reachable'), cause('proxy-denies')] }, 'ok'],
    ['a certain failure of a source that ends early', { diagnosis: [cause('log-incomplete')], complete: false }, 'un'],
    ['a name that leads as listed', { privateNames: [aPrivateName()] }, 'ok'],
    ['a name that is open', { privateNames: [aPrivateName(), aPrivateName({ state: 'open' })] }, 'un'],
    ['rules that let everything through', { azureNetwork: rules('allowed') }, 'ok'],
    ['rules that block one of several', { azureNetwork: rules('allowed', 'blocked') }, 'ng'],
    ['rules that leave it open', { azureNetwork: rules('open') }, 'ok'],
    ['a certain failure where nothing works', { diagnosis: [cause('tool-missing')], endpoints: [] }, 'un'],
  ])('%s', (_, shown, tone) => {
    expect(toneOf({ ...HEALTHY, ...shown })).toBe(tone);
  });
});

test('root causes in which nothing fails', () => {
  const ids = ['all-reachable', 'proxy-in-use', 'private-endpoint', 'nothing-tested'];
  expect(ids.filter((id) => !isNeutral(id))).toEqual([]);
  expect(['mixed-result', 'log-incomplete', 'proxy-denies', ''].filter(isNeutral)).toEqual([]);
});
