import { expect, test } from 'vitest';
import { probeOf, shown } from '../../support/probes.ts';

const HOST = 'contosostor01.blob.core.windows.net';

test.each([
  [
    `$ nslookup ${HOST}\nServer:\t\t10.0.0.4\nAddress:\t10.0.0.4#53\n\nName:\t${HOST}\nAddress: 20.1.1.1\n`,
    'direct: dns ok 6',
  ],
  [`$ nslookup ${HOST}\n** server can't find ${HOST}: NXDOMAIN\n`, 'direct: dns failed dns_nxdomain 2'],
])('%j', (text, layers) => {
  expect(shown(probeOf(text))).toBe(layers);
});
