import { describe, expect, test } from 'vitest';
import { outcomeOf, tlsOf, unansweredSyn, waitedInVain } from '../../../../src/judge/capture/outcome.ts';
import type { Connection } from '../../../../src/model/capture.ts';
import type { Cause } from '../../../../src/model/probe.ts';
import { aConnection, STALL } from '../../../support/connections.ts';

type Told = readonly [status: string, cause: Cause, layer: 'tcp' | 'https'];
const told = (connection: Partial<Connection>, lastPacket: number | null = 200, isSix = false): Told => {
  const { status, cause, layer } = outcomeOf(aConnection(connection), isSix, lastPacket);
  return [status, cause, layer];
};
const TLS = { tlsAsked: true, payloadFromClient: 200 } as const;
const HELLO = { ...TLS, tlsReacted: true, tlsAnswered: true, payloadFromServer: 100 } as const;

describe('a SYN without an answer', () => {
  const silent = { outcome: 'no_answer', segments: 1 } as const;

  test.each<[string, number, number | null, number | null, Told]>([
    ['was sent again', 2, 100, 100.1, ['unreachable', 'timeout', 'tcp']],
    ['was waited for', 1, 100, 103, ['unreachable', 'timeout', 'tcp']],
    ['came at the end', 1, 100, 102.9, ['indeterminate', 'interrupted', 'tcp']],
    ['has no time', 1, null, 200, ['indeterminate', 'interrupted', 'tcp']],
    ['stands in a capture without times', 1, null, null, ['indeterminate', 'interrupted', 'tcp']],
  ])('that %s', (_, syn, synTime, lastPacket, expected) => {
    expect(told({ ...silent, syn, synTime, segments: syn }, lastPacket)).toEqual(expected);
    const { status, cause, layer } = unansweredSyn(syn, synTime, lastPacket);
    expect([status, cause, layer]).toEqual(expected);
  });

  test('shows the layer that fails', () => {
    expect(outcomeOf(aConnection({ ...silent, syn: 2, segments: 2 }), false, 200)).toEqual({
      status: 'unreachable',
      cause: 'timeout',
      layer: 'tcp',
      layers: { tcp: { status: 'failed', cause: 'timeout', line: 0 } },
      detail: {},
      isBare: false,
    });
    expect(outcomeOf(aConnection({ ...silent, synTime: 200 }), false, 200).layers).toEqual({});
  });

  test('is not seen as one where more than it passed', () => {
    expect(told({ ...silent, syn: 2, segments: 3 })).toEqual(['indeterminate', 'other', 'tcp']);
    expect(told({ ...silent, syn: 2, segments: 3, rstByClient: 1 })).toEqual(['unreachable', 'timeout', 'tcp']);
    expect(told({ ...silent, syn: 2, segments: 3, rstByServer: 1 })).toEqual(['indeterminate', 'other', 'tcp']);
    const both = { payloadFromClient: 5, payloadFromServer: 5 };
    expect(told({ ...silent, syn: 1, segments: 4, ...both })).toEqual(['reachable', 'ok', 'tcp']);
  });
});

describe('a refusal', () => {
  const refused = { outcome: 'refused', segments: 2, rstByServer: 1 } as const;
  test('is one, unless more than it passed', () => {
    expect(told(refused)).toEqual(['unreachable', 'refused', 'tcp']);
    expect(told({ ...refused, rstByClient: 1, segments: 3 })).toEqual(['unreachable', 'refused', 'tcp']);
    expect(told({ ...refused, segments: 3 })).toEqual(['indeterminate', 'other', 'tcp']);
    expect(told({ ...refused, segments: 9, payloadFromClient: 1, payloadFromServer: 1 })).toEqual([
      'reachable',
      'ok',
      'tcp',
    ]);
  });
});

describe('the network says that it does not deliver the SYN', () => {
  const error = (icmp: number, icmpFrom: string | null = '10.0.0.1'): Partial<Connection> => ({
    outcome: 'no_answer',
    segments: 1,
    icmp,
    icmpFrom,
  });

  test.each([0x303, 0x309, 0x30a, 0x30d])('a device forbids it (%i)', (icmp) => {
    expect(outcomeOf(aConnection(error(icmp)), false, null)).toMatchObject({
      status: 'unreachable',
      cause: 'host_unreachable',
      layer: 'tcp',
      detail: { rejectedBy: '10.0.0.1' },
    });
  });
  test.each([0x300, 0x305, 0x306, 0x30b, 0xb00])('nobody knows a way (%i)', (icmp) => {
    expect(outcomeOf(aConnection(error(icmp)), false, null)).toMatchObject({
      cause: 'route',
      detail: { reportedBy: '10.0.0.1' },
    });
  });
  test.each([0x301, 0x302, 0x30c])('the host is not there (%i)', (icmp) => {
    expect(outcomeOf(aConnection(error(icmp)), false, null)).toMatchObject({
      cause: 'host_unreachable',
      detail: { reportedBy: '10.0.0.1' },
    });
  });
  test.each([
    [0x101, 'host_unreachable', { rejectedBy: 'fe80::1' }],
    [0x104, 'host_unreachable', { rejectedBy: 'fe80::1' }],
    [0x105, 'host_unreachable', { rejectedBy: 'fe80::1' }],
    [0x106, 'host_unreachable', { rejectedBy: 'fe80::1' }],
    [0x100, 'route', { reportedBy: 'fe80::1' }],
    [0x102, 'route', { reportedBy: 'fe80::1' }],
    [0x300, 'route', { reportedBy: 'fe80::1' }],
    [0x103, 'host_unreachable', { reportedBy: 'fe80::1' }],
    [0x303, 'host_unreachable', { reportedBy: 'fe80::1' }],
    [0x305, 'host_unreachable', { reportedBy: 'fe80::1' }],
  ])('of IPv6 (%i)', (icmp, cause, detail) => {
    expect(outcomeOf(aConnection(error(icmp, 'fe80::1')), true, null)).toMatchObject({ cause, detail });
  });
  test('codes of IPv6 mean something else in IPv4', () => {
    expect(outcomeOf(aConnection(error(0x101)), false, null).detail).toEqual({ reportedBy: '10.0.0.1' });
    expect(outcomeOf(aConnection(error(0x100)), false, null).cause).toBe('host_unreachable');
  });
  test('it need not name itself', () => {
    expect(outcomeOf(aConnection(error(0x303, null)), false, null).detail).toEqual({});
  });
});

describe('the handshake was not captured', () => {
  test.each(['half_open', 'syn_ack_only', 'midstream'] as const)(
    '%s: only an exchange both ways proves something',
    (outcome) => {
      expect(told({ outcome })).toEqual(['indeterminate', 'other', 'tcp']);
      expect(told({ outcome, payloadFromClient: 1 })).toEqual(['indeterminate', 'other', 'tcp']);
      expect(told({ outcome, payloadFromServer: 1 })).toEqual(['indeterminate', 'other', 'tcp']);
      expect(told({ outcome, payloadFromClient: 1, payloadFromServer: 1 })).toEqual(['reachable', 'ok', 'tcp']);
      expect(outcomeOf(aConnection({ outcome }), false, 200).layers).toEqual({});
    },
  );
});

describe('after the handshake', () => {
  test.each<[string, Partial<Connection>, Told, boolean]>([
    ['nothing more: it stands', {}, ['reachable', 'ok', 'tcp'], true],
    ['the client ends it', { finByClient: 1 }, ['reachable', 'ok', 'tcp'], true],
    ['the server resets it at once', { rstByServer: 1 }, ['indeterminate', 'reset', 'tcp'], false],
    [
      'the server resets what the client has ended',
      { rstByServer: 1, finByClient: 1 },
      ['reachable', 'ok', 'tcp'],
      true,
    ],
    ['data of the server', { payloadFromServer: 1 }, ['reachable', 'ok', 'tcp'], false],
    [
      'data of both, then a reset',
      { payloadFromClient: 1, payloadFromServer: 1, rstByServer: 1 },
      ['reachable', 'ok', 'tcp'],
      false,
    ],
    ['data without an answer', { payloadFromClient: 1 }, ['indeterminate', 'empty_reply', 'tcp'], false],
    ['data answered with a reset', { payloadFromClient: 1, rstByServer: 1 }, ['unreachable', 'reset', 'https'], false],
    ['it stalls', { payloadFromServer: 1, stall: STALL }, ['unreachable', 'stalled', 'https'], false],
  ])('%s', (_, connection, expected, isBare) => {
    expect(told(connection)).toEqual(expected);
    const result = outcomeOf(aConnection(connection), false, 200);
    expect(result.isBare).toBe(isBare);
    expect(result.layers).toEqual({ tcp: { status: 'ok', cause: null, line: 0 } });
  });

  test('a router names the size that it takes', () => {
    expect(outcomeOf(aConnection({ stall: STALL, mtu: 1400 }), false, 200).detail).toEqual({ mtu: 1400 });
    expect(outcomeOf(aConnection({ stall: STALL }), false, 200).detail).toEqual({});
  });
});

describe('TLS', () => {
  const tls = (connection: Partial<Connection>, lastPacket: number | null = 200) => {
    const result = tlsOf(aConnection(connection), lastPacket);
    return result === null ? null : [result.status, result.cause, result.layers.tls?.status ?? null];
  };

  test('that was not spoken says nothing', () => {
    expect(tls({ payloadFromServer: 5, payloadFromClient: 5 })).toBeNull();
  });

  test.each([42, 43, 44, 45, 46, 48])('alert %i of the client: it does not trust the certificate', (tlsAlert) => {
    expect(tls({ ...HELLO, tlsAlert, tlsAlertBy: 'client' })).toEqual(['unreachable', 'tls_untrusted', 'failed']);
    expect(tls({ ...HELLO, tlsAlert, tlsAlertBy: 'server' })).toEqual(['unreachable', 'tls_handshake', 'failed']);
  });
  test.each([0, 40, 47, 70])('alert %i of the client: TLS breaks', (tlsAlert) => {
    expect(tls({ ...HELLO, tlsAlert, tlsAlertBy: 'client' })).toEqual(['unreachable', 'tls_handshake', 'failed']);
  });

  test.each<[string, Partial<Connection>, readonly [string, Cause, string | null]]>([
    ['goes on', { tlsSettled: true }, ['reachable', 'ok', 'ok']],
    [
      'goes on, and is reset later',
      { tlsSettled: true, rstByServer: 1, closedBy: 'server' },
      ['reachable', 'ok', 'ok'],
    ],
    ['ends the capture', {}, ['reachable', 'ok', 'ok']],
    [
      'is turned down by an alert that cannot be read',
      { tlsHiddenAlert: true, tlsSettled: true },
      ['unreachable', 'tls_handshake', 'failed'],
    ],
    ['is reset by the server', { rstByServer: 1 }, ['unreachable', 'reset', 'failed']],
    ['is ended by the server', { closedBy: 'server' }, ['unreachable', 'tls_handshake', 'failed']],
    ['is reset by the client', { rstByClient: 1 }, ['indeterminate', 'tls_handshake', null]],
    ['is ended by the client', { closedBy: 'client' }, ['indeterminate', 'tls_handshake', null]],
    ['stalls', { stall: STALL }, ['unreachable', 'stalled', 'failed']],
    ['stalls once it was settled', { stall: STALL, tlsSettled: true }, ['unreachable', 'stalled', 'ok']],
  ])('the server’s first message %s', (_, connection, expected) => {
    expect(tls({ ...HELLO, ...connection })).toEqual(expected);
    expect(outcomeOf(aConnection({ ...HELLO, ...connection }), false, 200).layer).toBe('https');
  });

  test.each<[string, Partial<Connection>, readonly [string, Cause, string | null]]>([
    ['is open', {}, ['indeterminate', 'empty_reply', null]],
    ['is answered with a reset', { rstByServer: 1, tlsReacted: true }, ['unreachable', 'reset', 'failed']],
    ['is answered with what is no TLS', { tlsReacted: true, stall: STALL }, ['indeterminate', 'other', null]],
    ['stalls', { stall: STALL }, ['unreachable', 'stalled', 'failed']],
    ['is answered by an end', { closedBy: 'server' }, ['unreachable', 'tls_handshake', 'failed']],
    ['was waited for', { clientSentAt: 190 }, ['unreachable', 'stalled', 'failed']],
    ['was waited for a while', { clientSentAt: 191 }, ['indeterminate', 'empty_reply', null]],
    ['was given up', { clientSentAt: 195, closedBy: 'client', closeTime: 198 }, ['unreachable', 'stalled', 'failed']],
  ])('the client’s first message %s', (_, connection, expected) => {
    expect(tls({ ...TLS, ...connection })).toEqual(expected);
  });
});

describe('an answer was waited for in vain', () => {
  test.each<[string, number | null, number | null, number | null, boolean]>([
    ['for ten seconds to the end of the capture', 100, null, 110, true],
    ['for less', 100, null, 109.9, false],
    ['without times', 100, null, null, false],
    ['for three seconds to the end of the connection', 100, 103, 500, true],
    ['for less', 100, 102.9, 500, false],
    ['though it was closed before', 100, 99, 110, true],
    ['though it was closed at once', 100, 100, 110, true],
    ['where nothing was sent', null, 103, 500, false],
  ])('%s', (_, sentAt, closeTime, lastPacket, expected) => {
    expect(waitedInVain(sentAt, closeTime, lastPacket)).toBe(expected);
  });
});
