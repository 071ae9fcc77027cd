import { describe, expect, test } from 'vitest';
import { carried, connected, signedBy, unconnected } from '../../../../src/judge/capture/result.ts';

const OK = { status: 'ok', cause: null, line: 0 } as const;

describe('what a connection shows of each layer', () => {
  test('one that was not made', () => {
    expect(unconnected('unreachable', 'route', { reportedBy: 'r' })).toEqual({
      status: 'unreachable',
      cause: 'route',
      layer: 'tcp',
      layers: { tcp: { status: 'failed', cause: 'route', line: 0 } },
      detail: { reportedBy: 'r' },
      isBare: false,
    });
    expect(unconnected('unreachable', 'refused').layers.tcp?.cause).toBe('refused');
    expect(unconnected('indeterminate', 'other')).toMatchObject({ layers: {}, detail: {} });
  });

  test('one that was made', () => {
    const made = { status: 'reachable', cause: 'ok', layer: 'tcp', layers: { tcp: OK }, detail: {}, isBare: false };
    expect(connected('reachable', 'ok')).toEqual(made);
    expect(connected('reachable', 'ok', true)).toEqual({ ...made, isBare: true });
  });

  test('one that carried something', () => {
    expect(carried('unreachable', 'reset', null, { mtu: 1 })).toEqual({
      status: 'unreachable',
      cause: 'reset',
      layer: 'https',
      layers: { tcp: OK },
      detail: { mtu: 1 },
      isBare: false,
    });
    const tls = { issuer: null, version: null, line: 0 };
    expect(carried('reachable', 'ok', 'ok').layers).toEqual({ tcp: OK, tls: { ...tls, status: 'ok', cause: null } });
    for (const cause of ['reset', 'tls_handshake'] as const)
      expect(carried('unreachable', cause, 'failed').layers).toEqual({
        tcp: OK,
        tls: { ...tls, status: 'failed', cause },
      });
    expect(carried('unreachable', 'stalled', 'ok').layers.tls?.cause).toBeNull();
  });
});

describe('who signed the certificate', () => {
  const works = carried('reachable', 'ok', 'ok');

  test('is noted', () => {
    expect(signedBy(works, 'CN=A', false)).toEqual({
      ...works,
      layers: { tcp: OK, tls: { status: 'ok', cause: null, issuer: 'CN=A', version: null, line: 0 } },
    });
  });

  test('makes it open where it is not the destination’s', () => {
    expect(signedBy(works, 'CN=A', true)).toMatchObject({
      status: 'indeterminate',
      cause: 'tls_untrusted',
      layers: { tcp: OK, tls: { status: 'intercepted', cause: 'tls_untrusted', issuer: 'CN=A' } },
    });
  });

  test('does not change what fails anyway', () => {
    expect(signedBy(carried('unreachable', 'reset', 'failed'), 'CN=A', true)).toMatchObject({
      status: 'unreachable',
      cause: 'reset',
      layers: { tls: { status: 'intercepted' } },
    });
  });

  test('is not told where TLS was not seen', () => {
    const result = connected('reachable', 'ok');
    expect(signedBy(result, 'CN=A', true)).toBe(result);
  });
});
