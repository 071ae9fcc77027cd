import { describe, expect, test } from 'vitest';
import { azureDnsOf, comparePrivateNames, isWrong, privateFaults } from '../../../src/judge/private-dns.ts';
import type { ListedName, PrivateName } from '../../../src/model/private-name.ts';
import type { LogProbe } from '../../../src/model/probe.ts';
import { aPrivateName, aProbe } from '../../support/facts.ts';

const NAME = 'v.privatelink.jpe.backup.windowsazure.com';
const LISTED: ListedName = {
  name: NAME,
  zone: 'privatelink.jpe.backup.windowsazure.com',
  service: 'backup',
  addresses: ['10.0.0.4', '10.0.0.5'],
  line: 3,
};
const AZURE = '168.63.129.16';

type Detail = LogProbe['detail'];
const found = (id: number, addresses: readonly string[], detail: Detail = {}): LogProbe =>
  aProbe(id, {
    host: NAME,
    detail: { addresses, server: '10.0.0.53', ...detail },
    layers: { dns: { status: 'ok', cause: null, line: id } },
  });
const without = (probe: LogProbe, key: keyof Detail): LogProbe => {
  const { [key]: _, ...detail } = probe.detail;
  return { ...probe, detail };
};
const failed = (id: number, cause: LogProbe['cause'], detail: Detail = {}): LogProbe =>
  aProbe(id, {
    host: NAME,
    status: 'unreachable',
    cause,
    detail: { server: '10.0.0.53', ...detail },
    layers: { dns: { status: 'failed', cause, line: id } },
  });
const ofAzure: Detail = { asksServer: true, server: AZURE };
const compared = (...probes: readonly LogProbe[]): PrivateName | undefined =>
  comparePrivateNames([LISTED], probes, AZURE)[0];

describe('what a lookup shows beside the list', () => {
  test.each<[string, readonly LogProbe[], Partial<PrivateName>]>([
    ['a listed address', [found(1, ['10.0.0.5'])], { state: 'matches', probe: 1, asked: 'own', server: '10.0.0.53' }],
    ['all listed addresses', [found(1, ['10.0.0.4', '10.0.0.5'])], { state: 'matches' }],
    ['an address of IPv6 beside it', [found(1, ['10.0.0.4', '64:ff9b::a00:4'])], { state: 'matches' }],
    ['another private address', [found(1, ['10.9.9.9'])], { state: 'differs', answered: ['10.9.9.9'] }],
    ['another one beside a listed one', [found(1, ['10.0.0.4', '10.9.9.9'])], { state: 'differs' }],
    ['a public one beside a listed one', [found(1, ['10.0.0.4', '20.1.1.1'])], { state: 'differs' }],
    ['public addresses', [found(1, ['20.1.1.1'])], { state: 'public' }],
    ['no such name', [failed(1, 'dns_nxdomain')], { state: 'absent', answered: [] }],
    ['no address of the name', [failed(1, 'dns', { answered: true })], { state: 'absent' }],
    ['a failure without an answer', [failed(1, 'dns')], { state: 'open', probe: null, asked: 'own' }],
    ['silence', [failed(1, 'dns_timeout')], { state: 'open' }],
    ['a failing server', [failed(1, 'dns_servfail')], { state: 'open' }],
    ['IPv6 alone', [found(1, ['64:ff9b::a00:4'])], { state: 'open' }],
    ['an address of the machine itself', [found(1, ['127.0.0.1'])], { state: 'open' }],
    ['an address of the machine itself beside a listed one', [found(1, ['127.0.0.1', '10.0.0.4'])], { state: 'open' }],
    ['an answer whose addresses are not shown', [without(found(1, []), 'addresses')], { state: 'open' }],
    ['a server that answers that it failed', [failed(1, 'dns_servfail', { answered: true })], { state: 'open' }],
    ['a lookup of no name', [{ ...found(1, ['10.0.0.4']), host: null }], { asked: null }],
    ['the address of a block page', [found(1, ['10.0.0.4'], { gateway: 'x' })], { state: 'open' }],
    ['an answer that is cut off', [{ ...found(1, ['10.0.0.4']), status: 'incomplete' }], { state: 'open' }],
    ['nobody asked', [], { state: 'open', asked: null, azure: null }],
    ['another name', [{ ...found(1, ['10.0.0.4']), host: 'w.jpe.backup.windowsazure.com' }], { asked: null }],
    [
      'the name without its label',
      [{ ...found(1, ['10.0.0.4']), host: 'V.jpe.backup.windowsazure.com' }],
      { state: 'matches' },
    ],
    ['a proxy resolved it', [{ ...found(1, ['10.0.0.4']), route: 'proxy' }], { asked: null }],
    ['no layer of names was seen', [{ ...found(1, ['10.0.0.4']), layers: {} }], { asked: null }],
    [
      'answers that contradict each other, whichever is last',
      [failed(1, 'dns_nxdomain'), found(2, ['10.0.0.4'])],
      { state: 'open', probe: null },
    ],
    [
      'the same twice, and silence',
      [found(1, ['10.0.0.4']), failed(2, 'dns_timeout'), found(3, ['10.0.0.5'])],
      { state: 'matches', probe: 1 },
    ],
  ])('%s', (_, probes, expected) => {
    expect(compared(...probes)).toMatchObject(expected);
  });

  test.each<[string, readonly LogProbe[], Partial<PrivateName>]>([
    [
      'its own server counts, and Azure is told beside it',
      [failed(1, 'dns_nxdomain'), found(2, ['10.0.0.4'], ofAzure)],
      { state: 'absent', asked: 'own', azure: 'matches' },
    ],
    [
      'an own server that is silent is not replaced by Azure',
      [failed(1, 'dns_timeout'), found(2, ['10.0.0.4'], ofAzure)],
      { state: 'open', asked: 'own', azure: 'matches' },
    ],
    [
      'Azure stands for it where it was not asked',
      [found(2, ['20.1.1.1'], ofAzure)],
      { state: 'public', asked: 'azure', azure: 'public' },
    ],
    [
      'its own server is Azure',
      [found(1, ['20.1.1.1'], { server: AZURE })],
      { state: 'public', asked: 'own', azure: 'public' },
    ],
    [
      'a private server that the command names',
      [found(1, ['10.0.0.4'], { asksServer: true, server: '10.1.0.4' })],
      { state: 'matches', asked: 'named' },
    ],
    [
      'a public server cannot know the zone',
      [found(1, ['20.1.1.1'], { asksServer: true, server: '8.8.8.8' })],
      { state: 'open', asked: null },
    ],
    [
      'a named server that does not tell its address',
      [without(found(1, ['20.1.1.1'], { asksServer: true }), 'server')],
      { asked: null },
    ],
  ])('%s', (_, probes, expected) => {
    expect(compared(...probes)).toMatchObject(expected);
  });

  test('without a list nothing is compared', () => {
    expect(comparePrivateNames([], [found(1, ['10.0.0.4'])], AZURE)).toEqual([]);
  });
});

describe('why a name does not lead where the list says', () => {
  const blob = { service: 'storage', zone: 'privatelink.blob.core.windows.net' };
  const right = aPrivateName();
  const stale = aPrivateName({ state: 'differs' });
  const gone = aPrivateName({ state: 'absent' });
  const open = aPrivateName({ state: 'public' });
  const asAzure = { asked: 'azure', server: AZURE } as const;

  test.each<[string, readonly PrivateName[], string]>([
    ['another address', [stale], 'record unknown likely'],
    ['gone, and the same server sees the zone', [gone, right], 'record unknown certain'],
    ['gone, and the same server sees another record of it', [gone, stale], 'record unknown certain'],
    ['gone, and another server sees the zone', [gone, { ...right, server: '10.0.0.54' }], 'record unknown likely'],
    [
      'gone, and both the same server and another one see the zone',
      [gone, { ...right, server: '10.0.0.54' }, right],
      'record unknown certain',
    ],
    ['Azure was asked, and its address is not shown', [{ ...open, asked: 'azure', server: null }], 'zone link certain'],
    [
      'gone, and it is not known which server sees the zone',
      [
        { ...gone, server: null },
        { ...right, server: null },
      ],
      'record unknown likely',
    ],
    ['public, and the zone is seen: the link falls back', [open, right], 'record unknown likely'],
    ['another zone is seen', [gone, { ...right, ...blob }], 'zone unknown possible'],
    ['Azure sees the name', [{ ...gone, azure: 'matches' }], 'zone forwarder certain'],
    ['Azure sees the name, which is public here', [{ ...open, ...blob, azure: 'differs' }], 'zone forwarder certain'],
    [
      'Azure sees another name of the zone',
      [gone, aPrivateName({ state: 'open', azure: 'matches' })],
      'zone forwarder likely',
    ],
    ['a name of storage that the zone denies', [{ ...gone, ...blob }], 'record unknown likely'],
    ['Azure itself has the public address', [{ ...open, ...asAzure }], 'zone link certain'],
    ['the own server is Azure', [{ ...open, server: AZURE }], 'zone link certain'],
    ['Azure denies it', [{ ...gone, ...asAzure }], 'zone link possible'],
    ['both have public addresses', [{ ...open, azure: 'public' }], 'zone link likely'],
    ['public, Azure was not asked', [open], 'zone unknown likely'],
    ['gone, Azure was not asked', [gone], 'zone unknown possible'],
    ['gone, Azure denies it as well', [{ ...gone, azure: 'absent' }], 'zone unknown possible'],
  ])('%s', (_, names, expected) => {
    const [fault] = privateFaults(names, AZURE);
    expect(`${fault?.kind} ${fault?.where} ${fault?.confidence}`).toBe(expected);
  });

  test('what Azure sees of the zone says nothing of the record on the own server', () => {
    expect(privateFaults([gone, { ...right, ...asAzure }], AZURE).map(({ kind }) => kind)).toEqual(['zone']);
  });

  test('where the address of Azure’s DNS is not known, a server that is not shown is not taken for it', () => {
    const [fault] = privateFaults([{ ...open, server: null }], null);
    expect(fault).toMatchObject({ kind: 'zone', where: 'unknown', confidence: 'likely' });
  });

  test('a name as listed, and one of which nothing is known, have no fault', () => {
    expect(privateFaults([right, aPrivateName({ state: 'open' })], AZURE)).toEqual([]);
    expect([right, stale, gone, open, aPrivateName({ state: 'open' })].map(isWrong)).toEqual([
      false,
      true,
      true,
      true,
      false,
    ]);
  });
});

test('Azure’s DNS is the platform’s address for names', () => {
  const rule = (host: string, port: number) => ({ host, port });
  const of = (...platform: readonly ReturnType<typeof rule>[]) =>
    azureDnsOf({ azureNetwork: { platform } } as unknown as Parameters<typeof azureDnsOf>[0]);
  expect(of(rule('a', 80), rule('b', 53), rule('c', 53))).toBe('b');
  expect(of(rule('a', 80))).toBeNull();
});
