import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRequest, recentHosts } from '../../../src/capture/dissect/http.ts';

/** One for all tests, as one serves all requests of a capture. */
const HOSTS = recentHosts();

/** Reads a text that stands in the midst of other bytes, as a segment stands in a file. */
function read(text: string): ReturnType<typeof readRequest> {
  const bytes = Buffer.from(`x${text}\r\n\r\nHost: behind\r\n\r\n`);
  return readRequest(new Uint8Array(bytes), 1, 1 + Buffer.byteLength(text), HOSTS);
}
const origin = (host: string) => ({ kind: 'origin', place: '', host });

describe('a request', () => {
  test.each([
    ['of a path', 'GET /a?sig=x HTTP/1.1\r\nHost: a.example\r\n\r\n', origin('a.example')],
    [
      'whose header is written otherwise',
      'GET / HTTP/1.1\r\nAccept: */*\r\nhOST:  a.example:80 \r\n',
      origin('a.example:80'),
    ],
    ['with bare line breaks', 'POST / HTTP/1.1\nHost: a.example\n\n', origin('a.example')],
    ['without a host', 'GET / HTTP/1.0\r\n\r\nHost: body.example\r\n', origin('')],
    ['with a header that only begins alike', 'GET / HTTP/1.1\r\nHostess: b\r\nHost\x1a b\r\nHost: a\r\n', origin('a')],
    ['with a host in another alphabet', 'GET / HTTP/1.1\r\nHost: \tä.example\x07\r\n', origin('ä.example\\007')],
    [
      'to a proxy',
      'CONNECT a.example:443 HTTP/1.1\r\nHost: b\r\n',
      { kind: 'connect', place: 'a.example:443', host: 'b' },
    ],
    ['to a proxy, malformed', 'CONNECT /a HTTP/1.1\r\nHost: b\r\n', { kind: 'connect', place: '/a', host: 'b' }],
    [
      'to a proxy in the clear, without its credentials and its path',
      'GET HTTP://u:secret@a.example:8080/x?sig=y HTTP/1.1\r\nHost: a.example\r\n',
      { kind: 'absolute', place: 'HTTP://a.example:8080', host: 'a.example' },
    ],
    ['for everything', 'OPTIONS * HTTP/1.1\r\nHost: a.example\r\n', origin('a.example')],
    ['without a target', 'GET\r\nHost: a.example\r\n', origin('a.example')],
    ['with two blanks', 'GET  /a HTTP/1.1\r\nHost: a.example\r\n', origin('a.example')],
  ])('%s', (_, text, wanted) => {
    expect(read(text)).toEqual(wanted);
  });

  test.each([
    'GET / HTTP/1.1',
    'GET / HTTP/1.1\r\n',
    'GET / HTTP/1.1\r\nHost: a.exam',
    'GET / HTTP/1.1\r\nAccept: x\r\nHos',
  ])('of which the rest is still to come: %j', (text) => {
    expect(read(text)).toBeNull();
  });

  test('is read up to 8 KiB, whatever it is', () => {
    const long = `GET / HTTP/1.1\r\nCookie: ${'x'.repeat(9000)}\r\nHost: a.example\r\n`;
    expect(read(long)).toEqual(origin(''));
    expect(read(`GET /${'x'.repeat(9000)}`)).toEqual(origin(''));
  });

  test('cut off anywhere says nothing, or the same', () => {
    const text = 'PUT /a HTTP/1.1\r\nAccept: */*\r\nHost: a.example\r\nUser-Agent: x\r\n\r\n';
    const told = text.indexOf('\n', text.indexOf('Host')) + 1;
    for (let length = 0; length <= text.length; length += 1)
      expect(read(text.slice(0, length))).toEqual(length < told ? null : origin('a.example'));
  });

  test('of any bytes ends, and never names what stands behind it', () => {
    const parts = fc.constantFrom(
      'GET ',
      'CONNECT ',
      '/',
      'http://',
      ' ',
      '\r',
      '\n',
      '\r\n',
      'Host:',
      'a',
      '@',
      ':',
      'é',
      '\0',
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 30 }), (words) => {
        const found = read(words.join(''));
        expect(JSON.stringify(found)).not.toContain('behind');
      }),
    );
  });
});
