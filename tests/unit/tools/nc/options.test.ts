import { describe, expect, test } from 'vitest';
import { OPTIONS } from '../../../../src/tools/nc/options.ts';
import { readOptions } from '../../../support/options.ts';

const read = (line: string): string => readOptions(OPTIONS, `${line} a.example 443`);

describe('options of nc in its forms, as their manuals have them', () => {
  test.each(
    Object.entries({
      w: 'wait',
      i: 'idle-timeout',
      p: 'source-port',
      s: 'source',
      x: 'proxy',
      X: 'proxy-type',
      e: 'exec',
      m: 'max-conns',
      o: 'output',
      P: 'proxy-auth',
      q: 'quit',
      G: 'hops',
      g: 'gateway',
      M: 'ttl',
      O: 'length',
      I: 'length',
      T: 'tos',
      V: 'table',
    }),
  )('-%s takes a word: %s', (letter, name) => {
    for (const option of [`-${letter}`, `-v${letter}`])
      expect(read(`${option} 5`).replace('v ', '')).toBe(`${name}=5 | a.example 443`);
    expect(read(`-${letter}5`)).toBe(`${name}=5 | a.example 443`);
  });

  test.each(Object.entries({ u: 'udp', U: 'unix' }))('-%s takes none: --%s', (letter, name) => {
    for (const option of [`-${letter}`, `--${name}`]) expect(read(option)).toBe(`${name} | a.example 443`);
  });

  test.each([...'46CDhklNnrStvzZ'])('-%s takes none', (letter) => {
    expect(read(`-${letter}`)).toBe(`${letter} | a.example 443`);
  });

  test.each([
    'proxy proxy-type proxy-auth proxy-dns wait idle-timeout source source-port exec sh-exec lua-exec output hex-dump delay',
    'max-conns allow allowfile deny denyfile ssl-cert ssl-key ssl-trustfile ssl-ciphers ssl-servername ssl-alpn',
  ])('long ones of Ncat take a word: %s', (names) => {
    for (const name of names.split(' ')) {
      expect(read(`--${name} 5`)).toBe(`${name}=5 | a.example 443`);
      expect(read(`--${name}=5`)).toBe(`${name}=5 | a.example 443`);
    }
  });

  test.each([
    'ssl ssl-verify listen keep-open send-only recv-only no-shutdown broker chat telnet crlf nodns verbose version',
  ])('or none: %s', (names) => {
    for (const name of names.split(' ')) expect(read(`--${name}`)).toBe(`${name} | a.example 443`);
  });

  test.each([
    ['--idle 5', 'idle-timeout=5 | a.example 443'],
    ['--proxy-t http', 'proxy-type=http | a.example 443'],
    ['-IDLE 5', 'length=DLE | 5 a.example 443'],
  ])('%s', (line, found) => {
    expect(read(line)).toBe(found);
  });
});
