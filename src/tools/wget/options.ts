import { hyphenOptions } from '../../session/arguments.ts';

/** Options of wget with a value: src/main.c of GNU Wget 1.24. https://www.gnu.org/software/wget/manual/wget.html */
const LONG = `accept accept-regex append-output base bind-address bind-dns-address body-data body-file ca-certificate
ca-directory certificate certificate-type ciphers compression config connect-timeout crl-file cut-dirs default-page
directory-prefix dns-servers dns-timeout domains dot-style egd-file exclude-directories exclude-domains execute follow-tags
ftp-password ftp-user header hsts-file http-passwd http-password http-user ignore-tags include-directories input-file
input-metalink level limit-rate load-cookies local-encoding max-redirect metalink-index method output-document output-file
password pinnedpubkey post-data post-file prefer-family preferred-location private-key private-key-type progress proxy-passwd
proxy-password proxy-user quota random-file read-timeout referer regex-type reject reject-regex rejected-log remote-encoding
retry-on-http-error save-cookies secure-protocol start-pos timeout tries use-askpass user
user-agent wait waitretry warc-dedup warc-file warc-header warc-max-size warc-tempdir`;
/** Options without a value: those that are read, and the one that is no other one shortened. */
const FLAGS = ['no-check-certificate', 'no-proxy', 'hsts'];
const SHORT: Readonly<Record<string, string>> = {
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
};

/** Options of wget. */
export const OPTIONS = hyphenOptions(LONG, FLAGS, SHORT);
