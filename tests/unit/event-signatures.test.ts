import { describe, expect, test } from 'vitest';
import { loadSignatures } from '../../src/knowledge/load-files.ts';
import { EventSignatures } from '../../src/signatures/events.ts';
import type { Signature } from '../../src/knowledge/types.ts';
import type { WindowsEvent } from '../../src/model/event.ts';

const MOMENT = { ms: 0, ticks: 0 };
/** An event with these values: those without a name in their order, or by their names. */
function event(
  provider: string,
  id: number,
  values: readonly string[] | Readonly<Record<string, string>> = [],
  source: string | null = null,
): WindowsEvent {
  const named = Array.isArray(values)
    ? (values as readonly string[]).map((text) => ({ name: '', text }))
    : Object.entries(values).map(([name, text]) => ({ name, text: String(text) }));
  return {
    ...{ record: 1, time: MOMENT, written: MOMENT, qualifiers: null, level: 2, computer: '', channel: '' },
    ...{ provider, source, id, values: named },
  };
}

const found = <T extends Pick<Signature, 'id' | 'events'>>(rules: EventSignatures<T>, one: WindowsEvent): string[] =>
  rules.find(one).map(({ id }) => id);

describe('rules', () => {
  const rules = new EventSignatures([
    { id: 'any', events: [{ provider: 'Made', id: 1 }] },
    { id: 'code', events: [{ provider: 'Made', id: 1, values: { '1': ['*0x8004*'] } }] },
    {
      id: 'both',
      events: [{ provider: 'Made', id: 1, values: { '1': ['*0x80042308*'], Writer: ['sql', 'System Writer'] } }],
    },
    { id: 'other', events: [{ provider: 'Made', id: 2 }] },
    { id: 'too', events: [{ provider: 'made', id: 2 }] },
    { id: 'jump', events: [{ provider: 'Made', id: 3, apart: { from: 'Old', to: 'New', seconds: 60 } }] },
  ]);

  test('the entry with most conditions counts, and only where all of them hold', () => {
    expect(found(rules, event('Made', 1, ['x']))).toEqual(['any']);
    expect(found(rules, event('Made', 1, ['hr = 0X80042308, …']))).toEqual(['code']);
    expect(found(rules, event('Made', 1, { a: '0x80042308', Writer: 'SQL' }))).toEqual(['both']);
    expect(found(rules, event('Made', 1, { Writer: 'SQL', a: '0x80042308' }))).toEqual(['any']);
  });

  test('case does not count in a provider, and a classic source is one as well', () => {
    expect(found(rules, event('MADE', 2))).toEqual(['other', 'too']);
    expect(found(rules, event('Microsoft-Windows-Made', 2, [], 'Made'))).toEqual(['other', 'too']);
    expect(found(rules, event('Made 2', 2))).toEqual([]);
    expect(found(rules, event('Made', 4))).toEqual([]);
  });

  test('bytes of a classic event have no place among its texts', () => {
    expect(found(rules, event('Made', 1, { Binary: 'x', '': '0x80041' }))).toEqual(['code']);
  });

  test('times count when they are far enough apart, in either direction', () => {
    const jump = (from: string, to: string): readonly string[] =>
      found(rules, event('Made', 3, { Old: from, New: to }));
    expect(jump('2026-11-30T00:00:00.000000000Z', '2026-11-30T00:01:00.000000000Z')).toEqual(['jump']);
    expect(jump('2026-11-30T00:01:00.0000000Z', '2026-11-30T00:00:00Z')).toEqual(['jump']);
    expect(jump('2026-11-30T00:00:00.000000100Z', '2026-11-30T00:00:59.999999900Z')).toEqual([]);
    expect(jump('', '2026-11-30T00:00:59.999999900Z')).toEqual([]);
  });
});

describe('the events that we know', () => {
  const known = new EventSignatures(loadSignatures());
  test.each<readonly [string, number, readonly string[] | Readonly<Record<string, string>>, readonly string[]]>([
    ['Schannel', 36_871, ['client', '10013'], ['schannel-36871']],
    ['Schannel', 36_874, ['TLS 1.2'], ['schannel-36874']],
    ['Schannel', 36_887, { AlertDesc: '40' }, ['schannel-36887']],
    ['Schannel', 36_888, { AlertDesc: '46', ErrorState: '0', TargetName: 'a.example' }, ['schannel-36888']],
    ['Microsoft-Windows-CAPI2', 11, { 'Result@value': '800B0109' }, ['capi2-untrusted-root']],
    ['Microsoft-Windows-CAPI2', 30, { 'Result@value': '80092013' }, ['schannel-revocation-offline']],
    ['Microsoft-Windows-CAPI2', 30, { 'Result@value': '0' }, []],
    ['VSS', 8229, ['0x800423f4, …', ''], ['vss-8229-nonretryable']],
    ['VSS', 8229, ['0x800423F2, …', ''], ['vss-8229-timeout']],
    ['VSS', 8229, ['0x00000000, …', 'Writer Name: Cluster Shared Volume VSS Writer'], ['vm-vss-event-8229-csv']],
    ['VSS', 8229, ['0x80042319, …', ''], ['event-vss-writer']],
    ['VSS', 8193, ['CoCreateInstance', '0x800401fb', ''], ['vss-8193']],
    ['Volsnap', 25, { DeviceName: '', VolumeName: 'C:' }, ['volsnap-25']],
    ['disk', 153, ['', '0x10', '2', ''], ['disk-153']],
    ['Service Control Manager', 7031, { param1: 'RdAgent', param2: '1' }, ['scm-7031']],
    ['Service Control Manager', 7034, { param1: 'AzureWLBackupPluginSvc', param2: '1' }, ['scm-7031']],
    ['Service Control Manager', 7031, { param1: 'Print Spooler', param2: '1' }, []],
    ['Service Control Manager', 7036, { param1: 'RdAgent', param2: 'stopped' }, ['scm-7036']],
    ['Service Control Manager', 7036, { param1: 'RdAgent', param2: 'running' }, []],
    ['Microsoft-Windows-DNS-Client', 1014, { QueryName: 'a.example' }, ['dns-client-1014']],
    [
      'Microsoft-Windows-Kernel-General',
      1,
      { NewTime: '2026-11-30T00:30:00.0Z', OldTime: '2026-11-30T00:00:00.0Z' },
      ['kernel-general-1'],
    ],
    [
      'Microsoft-Windows-Kernel-General',
      1,
      { NewTime: '2026-11-30T00:00:00.2Z', OldTime: '2026-11-30T00:00:00.0Z' },
      [],
    ],
  ])('%s %i with %j', (provider, id, values, expected) => {
    expect(found(known, event(provider, id, values))).toEqual(expected);
  });
});

describe('the text of an event, as it is copied', () => {
  const known = new EventSignatures(loadSignatures());
  test.each<readonly [string, number, string, readonly string[]]>([
    ['Microsoft-Windows-Schannel', 36_887, 'Es wurde eine schwerwiegende Warnung empfangen: 40.', ['schannel-36887']],
    ['Service Control Manager', 7031, 'RDAGENT サービスは予期せぬ原因により終了しました。', ['scm-7031']],
    ['Service Control Manager', 7031, 'The Print Spooler service terminated unexpectedly.', []],
    ['Service Control Manager', 7000, 'The RdAgent service failed to start', ['event-service']],
    ['CAPI2', 30, '<Result value="800B0109">', ['capi2-untrusted-root']],
    ['VSS', 12_292, 'CLSID {74600E39-7DC5-4567-A03B-F091D6C7B092}', ['event-vss-provider-azure']],
    ['VSS', 12_292, 'CLSID {0}', ['event-vss-provider']],
    // which of its values are times nobody can tell
    ['Kernel-General', 1, 'The system time has changed to 2026-11-30 from 2026-11-29.', []],
  ])('%s %i: %s', (provider, id, text, expected) => {
    expect(known.findText(provider, id, text).map((one) => one.id)).toEqual(expected);
  });
});

test('no event belongs to two signatures on the same conditions', () => {
  const rules = loadSignatures().flatMap(({ events = [] }) =>
    events.flatMap((rule) =>
      [rule.id].flat().map((id) => JSON.stringify({ ...rule, id, provider: rule.provider.toLowerCase() })),
    ),
  );
  expect(rules.length).toBeGreaterThan(30);
  expect(rules.filter((rule, index) => rules.indexOf(rule) !== index)).toEqual([]);
});
