import { describe, expect, test } from 'vitest';
import { Writers, type Writer } from '../../../../src/judge/capture/answer.ts';
import { GATEWAYS } from '../../../support/connections.ts';

const HOST = 'pod01.backup.windowsazure.com';
const answer = (...lines: string[]): string => ['HTTP/1.1 200 OK', ...lines].join('\r\n');
function of(head: string, host = HOST): readonly [Writer['from'], string | null, boolean] {
  const { from, mark, isForeign } = new Writers(GATEWAYS).of(head, host);
  return [from, mark?.id ?? null, isForeign];
}

describe('who wrote an answer', () => {
  test.each<[string, string, ReturnType<typeof of>]>([
    ['nobody says so', answer('Content-Length: 0'), ['unknown', null, false]],
    ['a gateway', answer('X-Block: 1'), ['gateway', 'block', false]],
    ['a proxy', answer('X-Squid: 1'), ['proxy', 'squid', false]],
    ['the destination', answer('x-ms-request-id: 1'), ['destination', 'ms', false]],
    ['something that it passed', answer('Via: 1.1 p'), ['unknown', 'via', false]],
    ['the stronger mark counts', answer('Via: 1.1 p', 'x-ms-request-id: 1'), ['destination', 'ms', false]],
    [
      'that of a gateway is the strongest',
      answer('Via: 1.1 p', 'x-ms-request-id: 1', 'X-Block: 1'),
      ['gateway', 'block', false],
    ],
    ['the status line', 'HTTP/1.1 470 status code 470\r\nServer: x', ['gateway', 'line', false]],
    ['the body', answer('', '<title>Web Page Blocked</title>'), ['gateway', 'page', false]],
    ['a header is none in the body', answer('', 'X-Block: 1'), ['unknown', null, false]],
    ['nor before the body', answer('X: Web Page Blocked', '', 'text'), ['unknown', null, false]],
    ['the body is none in a header', answer('X: Web Page Blocked'), ['unknown', null, false]],
    ['a status line is none in a header', answer('HTTP/1.1 470'), ['unknown', null, false]],
    ['where it leads', answer('Location: https://portal.example/x'), ['gateway', 'portal', true]],
    ['a place in another header', answer('Link: https://portal.example/x'), ['unknown', null, false]],
  ])('%s', (_, head, expected) => {
    expect(of(head)).toEqual(expected);
  });

  test('what leads to somebody else is not the destination’s, whatever it says of itself', () => {
    expect(of(answer('location:  https://login.other.example/', 'x-ms-request-id: 1'))).toEqual([
      'gateway',
      null,
      true,
    ]);
    expect(of(answer('Location: https://www.microsoft.com/', 'x-ms-request-id: 1'))).toEqual([
      'destination',
      'ms',
      false,
    ]);
    expect(of(answer('LOCATION:https://login.other.example/'))).toEqual(['gateway', null, true]);
    expect(of(answer('Content-Location: https://login.other.example/'))).toEqual(['unknown', null, false]);
    expect(of(answer('', 'Location: https://login.other.example/'))).toEqual(['unknown', null, false]);
  });

  test('blank lines end the head; a blank first line does not', () => {
    expect(of('\r\nX-Block: 1')).toEqual(['gateway', 'block', false]);
    expect(of(answer('X-Block: 1', ''))).toEqual(['gateway', 'block', false]);
    expect(of(answer('X: 1', '   ', '<p>Web Page Blocked'))).toEqual(['gateway', 'page', false]);
  });
});

test('an answer is remembered by its host', () => {
  const writers = new Writers(GATEWAYS);
  const head = answer('Location: https://a.other.example/');
  expect(writers.of(head, HOST).from).toBe('gateway');
  expect(writers.of(head, 'b.other.example').from).toBe('unknown');
  expect(writers.of(head, HOST)).toBe(writers.of(head, HOST));
});

test('of several certificates for one host each is told by its own names, however often it comes', () => {
  const writers = new Writers(GATEWAYS);
  const kinds = ['O=Contoso Proxy', '', 'O=Contoso Proxy'].map((issuer) => writers.signer(issuer, HOST, '').kind);
  expect(kinds).toEqual(['foreign', 'unknown', 'foreign']);
});
