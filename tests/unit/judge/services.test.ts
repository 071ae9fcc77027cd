import { describe, expect, test } from 'vitest';
import {
  EndpointTable,
  judgeServices,
  platformAddresses,
  statusOfVerdicts,
  testedServices,
} from '../../../src/judge/services.ts';
import type { FormatDefinition, Knowledge, ServiceRule, WorkloadRule } from '../../../src/knowledge/types.ts';
import type { Status } from '../../../src/model/probe.ts';
import { anEndpoint } from '../../support/facts.ts';

describe('the rule of the endpoint table for a host', () => {
  const rule = (pattern: string, service: string) => ({ pattern, port: 443, service });
  const table = new EndpointTable({
    endpoints: [
      rule('*.windowsazure.com', 'other-azure'),
      rule('*.Backup.windowsazure.com', 'backup'),
      rule('*.windows.net', 'storage'),
      rule('a*.windows.net', 'first'),
      rule('*a.windows.net', 'second'),
      rule('login.example', 'entra'),
    ],
    services: [],
  });

  test.each([
    ['x.backup.windowsazure.com', 'backup'],
    ['x.backup.windowsazure.com', 'backup'],
    ['x.windowsazure.com', 'other-azure'],
    ['b.windows.net', 'storage'],
    ['aa.windows.net', 'first'],
    ['login.example', 'entra'],
    ['x.login.example', undefined],
    ['x.login.example', undefined],
  ])('%s: %s', (host, service) => {
    expect(table.find(host)?.service).toBe(service);
    // as it is remembered
    expect(table.find(host)?.service).toBe(service);
  });

  test('the longest literal part wins, wherever it stands; of two alike the first', () => {
    const turned = new EndpointTable({
      endpoints: [
        rule('*.backup.windowsazure.com', 'backup'),
        rule('*.windowsazure.com', 'azure'),
        rule('***.azurewebsites.net', 'stars'),
        rule('w.azurewebsites.net', 'one'),
      ],
      services: [],
    });
    expect(turned.find('x.backup.windowsazure.com')?.service).toBe('backup');
    expect(turned.find('w.azurewebsites.net')?.service).toBe('one');
    expect(new EndpointTable({ endpoints: [rule('*', 'all')], services: [] }).find('a.example')?.service).toBe('all');
  });

  test('what it does not know is null', () => {
    expect(new EndpointTable({ endpoints: [], services: [] }).find('a.example')).toBeNull();
    expect(table.find('nobody.example')).toBeNull();
    expect(table.find('nobody.example')).toBeNull();
  });

  test('it answers for any number of hosts', () => {
    const all = Array.from({ length: 5002 }, (_, at) => table.find(`h${at}.windows.net`)?.service);
    expect(new Set(all)).toEqual(new Set(['storage']));
  });
});

describe('the state of a service', () => {
  test.each<[readonly Status[], ReturnType<typeof statusOfVerdicts>]>([
    [[], 'unknown'],
    [['reachable'], 'ok'],
    [['reachable', 'not_run'], 'ok'],
    [['reachable', 'indeterminate'], 'unknown'],
    [['indeterminate'], 'unknown'],
    [['not_run'], 'unknown'],
    [['unreachable'], 'blocked'],
    [['unreachable', 'indeterminate'], 'blocked'],
    [['unreachable', 'not_run'], 'blocked'],
    [['unreachable', 'reachable'], 'partial'],
    [['unreachable', 'reachable', 'indeterminate'], 'partial'],
  ])('%j: %s', (verdicts, status) => {
    expect(statusOfVerdicts(verdicts)).toBe(status);
    expect(statusOfVerdicts([...verdicts].reverse())).toBe(status);
  });
});

test('services stand in the order of their table: those that were tested, and those that a workload needs', () => {
  const service = (id: string): ServiceRule => ({
    id,
    name: `Name of ${id}`,
    short: id.toUpperCase(),
    tag: '',
    description: '',
  });
  const workload: WorkloadRule = {
    id: 'w',
    name: 'W',
    needs: [{ service: 'entra', route: 'either' }],
    accounts: [],
    note: '',
  };
  const knowledge = {
    services: ['entra', 'storage', 'backup', 'ilr'].map(service),
    workloads: [workload],
  } as unknown as Knowledge;
  const endpoints = [
    anEndpoint({ service: 'backup' }),
    anEndpoint({ service: 'backup', verdict: 'unreachable' }),
    anEndpoint({ service: 'storage' }),
    anEndpoint({ service: 'backup', verdict: 'unreachable' }),
    anEndpoint({ service: 'unheard-of' }),
  ];
  expect(judgeServices(endpoints, knowledge)).toStrictEqual([
    { id: 'entra', name: 'Name of entra', short: 'ENTRA', status: 'unknown', endpoints: 0, unreachable: 0 },
    { id: 'storage', name: 'Name of storage', short: 'STORAGE', status: 'ok', endpoints: 1, unreachable: 0 },
    { id: 'backup', name: 'Name of backup', short: 'BACKUP', status: 'partial', endpoints: 3, unreachable: 2 },
  ]);
});

test('the addresses of the platform are those that the endpoint table has for it, and no names', () => {
  const rule = (pattern: string, service: string) => ({ pattern, port: 80, service });
  const endpoints = [rule('168.63.129.16', 'platform'), rule('a.example', 'platform'), rule('10.1.2.3', 'storage')];
  expect(platformAddresses({ endpoints })).toEqual(['168.63.129.16']);
});

test('the services that a log tests: none, all of its script, or those that its reader chose for it', () => {
  const script = { tests: ['backup', 'storage'] } as unknown as FormatDefinition;
  const endpoints = [anEndpoint({ service: 'storage' }), anEndpoint({ service: 'other' })];
  expect(testedServices(undefined, endpoints)).toEqual([]);
  expect(testedServices(script, endpoints)).toEqual(['backup', 'storage']);
  expect(testedServices({ ...script, chosen: true }, endpoints)).toEqual(['storage']);
});
