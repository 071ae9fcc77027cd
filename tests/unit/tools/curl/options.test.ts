import { describe, expect, test } from 'vitest';
import { OPTIONS } from '../../../../src/tools/curl/options.ts';
import { readOptions } from '../../../support/options.ts';

const read = (line: string): string => readOptions(OPTIONS, `${line} https://a.example`);

describe('options of curl, as its manual has them', () => {
  test.each(
    Object.entries({
      A: 'user-agent',
      b: 'cookie',
      c: 'cookie-jar',
      C: 'continue-at',
      d: 'data',
      D: 'dump-header',
      e: 'referer',
      E: 'cert',
      F: 'form',
      H: 'header',
      K: 'config',
      m: 'max-time',
      o: 'output',
      P: 'ftp-port',
      Q: 'quote',
      r: 'range',
      t: 'telnet-option',
      T: 'upload-file',
      u: 'user',
      U: 'proxy-user',
      w: 'write-out',
      x: 'proxy',
      X: 'request',
      y: 'speed-time',
      Y: 'speed-limit',
      z: 'time-cond',
    }),
  )('-%s takes a word: --%s', (letter, name) => {
    for (const option of [`-${letter}`, `-s${letter}`, `--${name}`])
      expect(read(`${option} b.example`).replace('silent ', '')).toBe(`${name}=b.example | https://a.example`);
  });

  test.each(Object.entries({ k: 'insecure', s: 'silent', S: 'show-error', v: 'verbose', L: 'location' }))(
    '-%s takes none: --%s',
    (letter, name) => {
      for (const option of [`-${letter}`, `--${name}`]) expect(read(option)).toBe(`${name} | https://a.example`);
    },
  );

  test.each([...'#01246:aBfgGiIjJlMnNOpqRVZ'])('-%s takes none', (letter) => {
    expect(read(`-${letter}`)).toBe(`${letter} | https://a.example`);
  });

  test.each([
    'cacert capath cert-type ciphers connect-timeout connect-to create-file-mode crlfile data-binary data-raw data-urlencode',
    'dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url etag-compare etag-save expect100-timeout form-string',
    'happy-eyeballs-timeout-ms interface json keepalive-time key limit-rate local-port max-filesize max-redirs netrc-file',
    'noproxy oauth2-bearer output-dir pass pinnedpubkey preproxy proto proto-redir proxy-cacert proxy-header proxy1.0 rate',
    'request-target resolve retry retry-delay retry-max-time socks4 socks4a socks5 socks5-hostname speed-limit stderr',
    'tls-max tls13-ciphers trace trace-ascii unix-socket abstract-unix-socket url url-query variable haproxy-clientip',
  ])('take a word: %s', (names) => {
    for (const name of names.split(' '))
      expect(read(`--${name} b.example`)).toBe(`${name}=b.example | https://a.example`);
  });

  test.each([
    'compressed crlf disable fail fail-with-body fail-early ftp-ssl-ccc get globoff http1.0 http1.1 http2 http3 include head insecure ipv4',
    'ipv6 junk-session-cookies list-only location location-trusted no-keepalive netrc netrc-optional next no-progress-meter',
    'progress-bar proxytunnel proxy-insecure proxy-anyauth proxy-basic proxy-digest proxy-negotiate proxy-ntlm remote-name',
    'remote-time retry-connrefused retry-all-errors show-error silent ssl-no-revoke ssl-reqd sslv3 styled-output tcp-nodelay',
    'tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 tr-encoding trace-time verbose version basic digest negotiate ntlm anyauth',
  ])('take none: %s', (names) => {
    for (const name of names.split(' ')) expect(read(`--${name}`)).toBe(`${name} | https://a.example`);
  });

  test.each([
    ['--insec', 'insecure'],
    ['--sil', 'silent'],
    ['--show', 'show-error'],
    ['--verb', 'verbose'],
    ['--location-t', 'location-trusted'],
    ['--hea', 'hea'],
  ])('%s: shortened, as long as no other begins so', (option, name) => {
    expect(read(option)).toBe(`${name} | https://a.example`);
  });
});
