import { describe, expect, test } from 'vitest';
import { withBlocked } from '../../../../src/judge/azure/workloads.ts';
import type { NetworkDecision, NetworkVerdict } from '../../../../src/model/azure-network.ts';
import type { WorkloadState } from '../../../../src/model/endpoint.ts';

function workload(id: string, status: WorkloadState['status'], because: readonly string[] = []): WorkloadState {
  return {
    id,
    name: id,
    status,
    because,
    needs: ['backup', 'storage', 'entra'],
    account: null,
    route: 'either',
    missing: [],
    tested: true,
    note: '',
  };
}

function decision(verdict: NetworkVerdict, service: string, ...workloads: readonly string[]): NetworkDecision {
  return {
    by: 'rules',
    service,
    tag: 'AzureBackup',
    host: 'example',
    port: 443,
    protocol: 'tcp',
    workloads,
    verdict,
    reason: 'rule',
    rules: [],
  };
}

const judged = (states: readonly WorkloadState[], ...decisions: readonly NetworkDecision[]): readonly WorkloadState[] =>
  withBlocked(states, { listings: [], decisions });

describe('what rules and routes block of the workloads', () => {
  const states = [workload('vm', 'unknown'), workload('mars', 'ok', ['backup', 'storage', 'entra'])];

  test('a blocked destination affects those that need it, and is named', () => {
    expect(judged(states, decision('blocked', 'storage', 'mars'))).toEqual([
      workload('vm', 'unknown'),
      workload('mars', 'affected', ['storage']),
    ]);
  });

  test('each service is named once', () => {
    const decisions = ['storage', 'backup', 'storage'].map((service) => decision('blocked', service, 'vm'));
    expect(judged(states, ...decisions)[0]).toEqual(workload('vm', 'affected', ['storage', 'backup']));
  });

  test.each<NetworkVerdict>(['allowed', 'open'])('what is %s changes nothing', (verdict) => {
    expect(judged(states, decision(verdict, 'storage', 'vm', 'mars'))).toEqual(states);
  });

  test('what was seen to fail keeps its reason', () => {
    const failed = [workload('vm', 'affected', ['entra'])];
    expect(judged(failed, decision('blocked', 'storage', 'vm'))).toEqual(failed);
  });

  test('without a listing nothing changes', () => {
    expect(withBlocked(states, undefined)).toEqual(states);
  });
});
