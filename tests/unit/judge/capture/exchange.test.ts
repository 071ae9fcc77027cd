import { describe, expect, test } from 'vitest';
import { NO_HTTP, type Exchange } from '../../../../src/capture/exchanges.ts';
import { Writers } from '../../../../src/judge/capture/answer.ts';
import { absoluteOutcome, connectOutcome, originOutcome } from '../../../../src/judge/capture/exchange.ts';
import type { Connection } from '../../../../src/model/capture.ts';
import { aConnection, anExchange, GATEWAYS, STALL } from '../../../support/connections.ts';

const HOST = 'pod01.backup.windowsazure.com';
const TCP_OK = { tcp: { status: 'ok', cause: null, line: 0 } };
const writers = new Writers(GATEWAYS);
const head = (status: number, header = 'Server: x'): string => `HTTP/1.1 ${status} X\r\n${header}`;

describe('CONNECT', () => {
  const connect = (status: number, connection: Partial<Connection> = {}, isLast = true, more: Partial<Exchange> = {}) =>
    connectOutcome(anExchange({ kind: 'connect', status, ...more }), aConnection(connection), isLast, 200);

  test.each([
    [407, 'unreachable', 'proxy_auth'],
    [500, 'unreachable', 'proxy_upstream'],
    [502, 'unreachable', 'proxy_upstream'],
    [503, 'unreachable', 'proxy_upstream'],
    [504, 'unreachable', 'proxy_upstream'],
    [403, 'unreachable', 'proxy_denied'],
    [300, 'unreachable', 'proxy_denied'],
    [501, 'unreachable', 'proxy_denied'],
    [299, 'indeterminate', 'other'],
    [200, 'indeterminate', 'other'],
  ])('status %i is %s: %s', (status, verdict, cause) => {
    expect(connect(status)).toEqual({
      status: verdict,
      cause,
      layer: 'https',
      layers: {},
      detail: { viaProxy: true, proxyStatus: status },
      isBare: false,
    });
  });

  test('an answer that is no HTTP is open', () => {
    expect(connect(NO_HTTP)).toMatchObject({ status: 'indeterminate', cause: 'other', detail: { viaProxy: true } });
    expect(connect(NO_HTTP).detail).not.toHaveProperty('proxyStatus');
    const spoken = connect(NO_HTTP, { tlsAsked: true, tlsAnswered: true, tlsSettled: true });
    expect(spoken).toMatchObject({ status: 'indeterminate', cause: 'other' });
  });

  test.each<[string, Partial<Connection>, boolean, Partial<Exchange>, string, string]>([
    ['is open', {}, true, { askedAt: 195 }, 'indeterminate', 'interrupted'],
    ['was waited for', {}, true, { askedAt: 190 }, 'unreachable', 'proxy_upstream'],
    ['was given up', { closedBy: 'client', closeTime: 103 }, true, { askedAt: 100 }, 'unreachable', 'proxy_upstream'],
    ['without a time', {}, true, { askedAt: Number.NaN }, 'indeterminate', 'interrupted'],
    ['the proxy ended it', { closedBy: 'server' }, true, { askedAt: 199 }, 'unreachable', 'proxy_upstream'],
    ['it stalls', { stall: STALL }, true, { askedAt: 199 }, 'unreachable', 'proxy_upstream'],
    ['another request followed', { closedBy: 'server' }, false, { askedAt: 190 }, 'indeterminate', 'interrupted'],
  ])('without an answer: %s', (_, connection, isLast, more, status, cause) => {
    expect(connect(0, connection, isLast, more)).toMatchObject({ status, cause, detail: { viaProxy: true } });
    expect(connect(0, connection, isLast, more).detail).not.toHaveProperty('proxyStatus');
  });

  describe('in the tunnel the same rules hold as outside', () => {
    const HELLO = { tlsAsked: true, tlsAnswered: true, tlsSettled: true } as const;

    test('TLS that goes on reaches the destination', () => {
      expect(connect(200, HELLO)).toMatchObject({
        status: 'reachable',
        cause: 'ok',
        layer: 'https',
        layers: { ...TCP_OK, tls: { status: 'ok' } },
        detail: { viaProxy: true, proxyStatus: 200 },
      });
    });

    test('a message without an answer is open on the same layer', () => {
      expect(connect(200, { tlsAsked: true })).toMatchObject({
        status: 'indeterminate',
        cause: 'empty_reply',
        layer: 'https',
      });
    });

    test('what stalls is open where TLS was not spoken, and fails where it was', () => {
      expect(connect(200, { stall: STALL })).toMatchObject({ status: 'indeterminate', cause: 'stalled' });
      expect(connect(200, { ...HELLO, stall: STALL, mtu: 1400 })).toMatchObject({
        status: 'unreachable',
        cause: 'stalled',
        detail: { viaProxy: true, proxyStatus: 200, mtu: 1400 },
      });
    });

    test('of a tunnel before the last nothing is known', () => {
      expect(connect(200, HELLO, false)).toMatchObject({ status: 'indeterminate', cause: 'other' });
    });
  });
});

describe('a page that a proxy is asked for', () => {
  const ask = (
    status: number,
    header = 'Server: x',
    connection: Partial<Connection> = {},
    isLast = true,
    askedAt = 100,
  ) =>
    absoluteOutcome(
      anExchange({ kind: 'absolute', status, head: head(status, header), askedAt }),
      HOST,
      aConnection(connection),
      isLast,
      200,
      writers,
    );

  test.each<[number, string, string, string, string, Record<string, unknown>]>([
    [200, 'x-ms-request-id: 1', 'reachable', 'ok', 'destination', {}],
    [404, 'x-ms-request-id: 1', 'reachable', 'http_error_from_destination', 'destination', {}],
    [400, 'x-ms-request-id: 1', 'reachable', 'http_error_from_destination', 'destination', {}],
    [399, 'x-ms-request-id: 1', 'reachable', 'ok', 'destination', {}],
    [403, 'x-ms-request-id: 1', 'reachable', 'http_error_from_destination', 'destination', {}],
    [407, 'x-ms-request-id: 1', 'unreachable', 'proxy_auth', 'proxy', {}],
    [200, 'X-Block: 1', 'unreachable', 'gateway', 'gateway', { gateway: 'block' }],
    [200, 'X-Perhaps: 1', 'indeterminate', 'gateway', 'gateway', { gateway: 'perhaps' }],
    [302, 'Location: https://login.other.example/', 'unreachable', 'gateway', 'gateway', {}],
    [502, 'Server: x', 'unreachable', 'proxy_upstream', 'proxy', {}],
    [500, 'Server: x', 'indeterminate', 'other', 'unknown', {}],
    [500, 'X-Squid: 1', 'unreachable', 'proxy_upstream', 'proxy', { gateway: 'squid' }],
    [403, 'Server: x', 'unreachable', 'proxy_denied', 'proxy', {}],
    [404, 'Server: x', 'indeterminate', 'other', 'unknown', {}],
    [404, 'X-Squid: 1', 'unreachable', 'proxy_denied', 'proxy', { gateway: 'squid' }],
    [300, 'X-Squid: 1', 'unreachable', 'proxy_denied', 'proxy', { gateway: 'squid' }],
    [299, 'X-Squid: 1', 'indeterminate', 'other', 'proxy', { gateway: 'squid' }],
    [200, 'Server: x', 'indeterminate', 'other', 'unknown', {}],
  ])('status %i with %s is %s: %s, from %s', (status, header, verdict, cause, from, detail) => {
    const isOk = verdict === 'reachable';
    expect(ask(status, header)).toEqual({
      status: verdict,
      cause,
      layer: 'https',
      layers: { http: { status: isOk ? 'ok' : 'failed', cause: isOk ? null : cause, code: status, from, line: 0 } },
      detail: { viaProxy: true, proxyStatus: status, ...detail },
      isBare: false,
    });
  });

  test('an answer that is no HTTP is open', () => {
    expect(ask(NO_HTTP)).toMatchObject({ status: 'indeterminate', cause: 'other', layers: {} });
    expect(ask(NO_HTTP).detail).toEqual({ viaProxy: true });
    expect(ask(NO_HTTP, 'x-ms-request-id: 1')).toMatchObject({ status: 'indeterminate', cause: 'other' });
  });

  test.each<[string, Partial<Connection>, boolean, number, string, string]>([
    ['is open', {}, true, 195, 'indeterminate', 'interrupted'],
    ['was waited for', {}, true, 190, 'unreachable', 'proxy_upstream'],
    ['another request followed', { stall: STALL }, false, 190, 'indeterminate', 'interrupted'],
  ])('without an answer: %s', (_, connection, isLast, askedAt, status, cause) => {
    expect(ask(0, '', connection, isLast, askedAt)).toEqual({
      status,
      cause,
      layer: 'https',
      layers: {},
      detail: { viaProxy: true },
      isBare: false,
    });
  });
});

describe('a request in the clear, without a proxy', () => {
  const ask = (
    status: number,
    header: string,
    asked: 'platform' | 'service' | 'other',
    connection: Partial<Connection> = {},
  ) =>
    originOutcome(
      anExchange({ status, head: head(status, header) }),
      HOST,
      aConnection(connection),
      200,
      writers,
      asked,
    );

  test.each<[number, string, 'platform' | 'service' | 'other', string, string, string, Record<string, unknown>]>([
    [200, 'Server: x', 'platform', 'reachable', 'ok', 'destination', {}],
    [403, 'Server: x', 'platform', 'reachable', 'http_error_from_destination', 'destination', {}],
    [200, 'Server: x', 'service', 'indeterminate', 'other', 'unknown', {}],
    [200, 'x-ms-request-id: 1', 'service', 'reachable', 'ok', 'destination', {}],
    [503, 'x-ms-request-id: 1', 'service', 'reachable', 'http_error_from_destination', 'destination', {}],
    [200, 'Server: x', 'other', 'reachable', 'ok', 'unknown', {}],
    [404, 'Server: x', 'other', 'reachable', 'http_error_from_destination', 'unknown', {}],
    [403, 'Server: x', 'other', 'indeterminate', 'other', 'unknown', {}],
    [407, 'Server: x', 'other', 'indeterminate', 'other', 'unknown', {}],
    [499, 'Server: x', 'other', 'reachable', 'http_error_from_destination', 'unknown', {}],
    [500, 'Server: x', 'other', 'indeterminate', 'other', 'unknown', {}],
    [200, 'X-Block: 1', 'other', 'unreachable', 'gateway', 'gateway', { gateway: 'block' }],
    [200, 'X-Squid: 1', 'other', 'unreachable', 'gateway', 'proxy', { gateway: 'squid' }],
    [200, 'X-Perhaps: 1', 'service', 'indeterminate', 'gateway', 'gateway', { gateway: 'perhaps' }],
    [302, 'Location: https://login.other.example/', 'other', 'unreachable', 'gateway', 'gateway', {}],
  ])('status %i with %s of %s is %s: %s, from %s', (status, header, asked, verdict, cause, from, detail) => {
    const isOk = verdict === 'reachable';
    expect(ask(status, header, asked)).toEqual({
      status: verdict,
      cause,
      layer: 'https',
      layers: {
        ...TCP_OK,
        http: { status: isOk ? 'ok' : 'failed', cause: isOk ? null : cause, code: status, from, line: 0 },
      },
      detail: { httpStatus: status, ...detail },
      isBare: false,
    });
  });

  test('an answer that stalls fails, whoever writes it', () => {
    expect(ask(200, 'x-ms-request-id: 1', 'service', { stall: STALL })).toMatchObject({
      status: 'unreachable',
      cause: 'stalled',
    });
  });

  test('without an answer the connection tells', () => {
    expect(ask(0, '', 'other', { payloadFromClient: 5, rstByServer: 1 })).toMatchObject({
      status: 'unreachable',
      cause: 'reset',
    });
    expect(ask(0, '', 'other', { payloadFromClient: 5 })).toMatchObject({
      status: 'indeterminate',
      cause: 'empty_reply',
    });
    expect(ask(0, '', 'other', { payloadFromServer: 5 })).toMatchObject({ status: 'reachable', layer: 'tcp' });
  });

  test('what is no HTTP does not say who sent it', () => {
    expect(ask(NO_HTTP, '', 'other', { payloadFromServer: 5 })).toMatchObject({
      status: 'indeterminate',
      cause: 'other',
      layer: 'tcp',
      layers: TCP_OK,
    });
    expect(ask(NO_HTTP, '', 'other', { payloadFromClient: 5, rstByServer: 1 })).toMatchObject({ cause: 'reset' });
  });
});
