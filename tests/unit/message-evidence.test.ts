import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadEvidence, loadMessageEvidence, loadSignatures } from '../../src/knowledge/load-files.ts';
import { evidenceFor } from '../../src/site/message-evidence.ts';

const evidence = loadEvidence();
const rules = loadMessageEvidence();
const signatures = loadSignatures();

type Message = Parameters<typeof evidenceFor>[0];
const message = (over: Partial<Message>): Message => ({
  tool: 'curl',
  layer: 'tcp',
  verdict: 'unreachable',
  evidence: null,
  ...over,
});
const needs = (over: Partial<Message>) => {
  const { also, lists } = evidenceFor(message(over), rules, evidence);
  return {
    also,
    lists: lists.map(({ list }) => list.id),
    items: lists.flatMap(({ items }) => items.map(({ id }) => id)),
  };
};

describe('what a message needs', () => {
  test('goes by the tool: a service has its own list, extended lists included', () => {
    expect(needs({ tool: 'sql-backup', layer: 'service' })).toEqual({
      also: [expect.stringContaining('失敗したジョブの詳細'), 'SQL Server の `ERRORLOG`'],
      lists: ['sql-in-vm'],
      items: ['win-eventlogs', 'win-windowsazure', 'sql-extlog'],
    });
  });

  test('leaves out the other system where the tool runs on one only', () => {
    expect(needs({ tool: 'iwr' }).items).toEqual(['nwlog-windows']);
    expect(needs({ tool: 'nc' }).items).toEqual(['nwlog-linux']);
    expect(needs({ tool: 'curl' }).items).toEqual(['nwlog-windows', 'nwlog-linux']);
  });

  test('asks for the minimum where a list knows one', () => {
    expect(needs({ tool: 'vmsnapshot-linux', layer: 'service' }).items).toEqual([
      'lin-azure',
      'lin-syslog',
      'lin-waagent',
    ]);
  });

  test('goes by the layer: records of what stands between, where something failed', () => {
    expect(needs({ layer: 'dns' }).also).toContain('DNS サーバーのログ (該当する時刻)');
    expect(needs({ layer: 'proxy' }).also).toContain('プロキシのアクセス ログ (該当する時刻)');
    expect(needs({ layer: 'dns', verdict: 'reachable' }).also).toEqual([]);
    expect(needs({ layer: 'dns', verdict: 'informational' }).also).toEqual([]);
  });

  test('is the list that the message names, and no other', () => {
    expect(needs({ tool: 'azure-vm-backup', layer: 'service' }).lists).toEqual([
      'vm-backup-windows',
      'vm-backup-linux',
    ]);
    expect(needs({ tool: 'azure-vm-backup', layer: 'service', evidence: 'vm-backup-linux' }).lists).toEqual([
      'vm-backup-linux',
    ]);
  });
});

test('each rule is used, and names lists that exist', () => {
  const known = new Set(evidence.scenarios.map(({ id }) => id));
  expect(rules.flatMap(({ lists }) => lists).filter((id) => !known.has(id))).toEqual([]);
  const unused = rules.filter(
    ({ tools, layers }) =>
      !signatures.some(({ tool, layer }) => (tools?.includes(tool) ?? true) && (layers?.includes(layer) ?? true)),
  );
  expect(unused).toEqual([]);
  const tools = new Set(signatures.map(({ tool }) => tool));
  expect(rules.flatMap((rule) => rule.tools ?? []).filter((tool) => !tools.has(tool))).toEqual([]);
});

test('no message is left without anything to collect', () => {
  const empty = signatures.filter((signature) => {
    const { also, lists } = evidenceFor(signature, rules, evidence);
    return also.length === 0 && lists.every(({ items }) => items.length === 0);
  });
  expect(empty.map(({ id }) => id)).toEqual([]);
});

test('pages name what is specific, not what the lists tell', () => {
  const pages = new Map<string, string[]>();
  for (const { id } of signatures) {
    const page = readFileSync(`content/signatures/${id}/ja.mdx`, 'utf8');
    const text = page.slice(page.indexOf('\n## 採取する情報') + '\n## 採取する情報'.length).trim();
    if (text !== '') pages.set(text, [...(pages.get(text) ?? []), id]);
  }
  expect([...pages.values()].filter((ids) => ids.length > 3)).toEqual([]);
});
