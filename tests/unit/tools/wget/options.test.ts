import { describe, expect, test } from 'vitest';
import { OPTIONS } from '../../../../src/tools/wget/options.ts';
import { readOptions } from '../../../support/options.ts';

const read = (line: string): string => readOptions(OPTIONS, `${line} https://a.example`);

describe('options of wget, as its manual has them', () => {
  test.each(
    Object.entries({
      A: 'accept',
      a: 'append-output',
      B: 'base',
      D: 'domains',
      e: 'execute',
      I: 'include-directories',
      i: 'input-file',
      l: 'level',
      O: 'output-document',
      o: 'output-file',
      P: 'directory-prefix',
      Q: 'quota',
      R: 'reject',
      T: 'timeout',
      t: 'tries',
      U: 'user-agent',
      w: 'wait',
      X: 'exclude-directories',
    }),
  )('-%s takes a word: --%s', (letter, name) => {
    for (const option of [`-${letter}`, `-q${letter}`, `--${name}`])
      expect(read(`${option} b.example`).replace('q ', '')).toBe(`${name}=b.example | https://a.example`);
  });

  test.each([...'46bcdEFHkKLmNpqrSVvx'])('-%s takes none', (letter) => {
    expect(read(`-${letter}`)).toBe(`${letter} | https://a.example`);
  });

  test.each([
    'bind-address body-data body-file ca-certificate ca-directory certificate certificate-type ciphers compression config',
    'connect-timeout crl-file cut-dirs default-page dns-timeout follow-tags header hsts-file http-password http-user',
    'limit-rate load-cookies max-redirect method password pinnedpubkey post-data post-file prefer-family private-key progress',
    'proxy-password proxy-user read-timeout referer retry-on-http-error save-cookies',
    'secure-protocol start-pos use-askpass user waitretry warc-file warc-header',
  ])('take a word: %s', (names) => {
    for (const name of names.split(' '))
      expect(read(`--${name} b.example`)).toBe(`${name}=b.example | https://a.example`);
  });

  test.each([
    'no-check-certificate no-proxy no-verbose quiet server-response spider verbose debug inet4-only inet6-only no-cache',
    'no-cookies no-dns-cache no-hsts no-clobber continue timestamping content-on-error content-disposition trust-server-names',
    // a value of these stands behind `=` only
    'backups hsts report-speed restrict-file-names',
    'recursive mirror page-requisites no-directories no-parent background show-progress https-only random-wait',
  ])('take none: %s', (names) => {
    for (const name of names.split(' ')) expect(read(`--${name}`)).toBe(`${name} | https://a.example`);
  });

  test.each([
    ['--no-check', 'no-check-certificate'],
    ['--no-prox', 'no-proxy'],
    ['--no', 'no'],
  ])('%s: shortened, as long as no other begins so', (option, name) => {
    expect(read(option)).toBe(`${name} | https://a.example`);
  });
});
