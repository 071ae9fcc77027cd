import { expect, test } from 'vitest';
import { probeOf, shown } from '../../support/probes.ts';

const HOST = 'contosostor01.blob.core.windows.net';

test.each([
  [
    `PS C:\\> iwr https://${HOST}\niwr : The remote server returned an error: (404) Not Found.\n`,
    'unknown: tcp ok 2, tls ok 2, http ok 404 destination 2',
  ],
  [
    `PS C:\\> iwr https://${HOST} -Proxy http://10.0.0.4:8080\niwr : The remote server returned an error: (503) Service Unavailable.\n`,
    'proxy: http failed 503 proxy 2',
  ],
  [
    `PS C:\\> iwr https://${HOST} -NoProxy\nInvoke-WebRequest: The SSL connection could not be established, see inner exception.\n`,
    'direct: tcp ok 2, tls failed tls_handshake 2',
  ],
  [
    `PS C:\\> iwr https://${HOST}\n\nStatusCode        : 200\nContent           : <html><title>Web Filter Violation</title>\n`,
    'unknown: http failed 200 gateway 3',
  ],
])('%j', (text, layers) => {
  expect(shown(probeOf(text))).toBe(layers);
});
