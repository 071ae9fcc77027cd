import { expect, test } from 'vitest';
import { probeOf, shown } from '../../support/probes.ts';

const HOST = 'contosostor01.blob.core.windows.net';

test.each([
  [
    `PS C:\\> tnc ${HOST} -Port 443\n\nComputerName     : ${HOST}\nRemoteAddress    : 20.1.1.1\nRemotePort       : 443\nTcpTestSucceeded : True\n`,
    'direct: dns ok 4, tcp ok 6',
  ],
  [
    `PS C:\\> tnc ${HOST} -Port 443\nWARNING: TCP connect to (20.1.1.1 : 443) failed\n`,
    'direct: dns ok 2, tcp failed timeout 2',
  ],
])('%j', (text, layers) => {
  expect(shown(probeOf(text))).toBe(layers);
});
