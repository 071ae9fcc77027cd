import { expect, test } from 'vitest';
import { diagnose } from '../../support/analyzer.ts';
import { probeOf, shown } from '../../support/probes.ts';

const HOST = 'contosostor01.blob.core.windows.net';

test.each([
  [
    `$ nc -vz ${HOST} 443\nConnection to ${HOST} (20.1.1.1) 443 port [tcp/https] succeeded!\n`,
    'direct: dns ok 2, tcp ok 2',
  ],
  [
    `$ nc -vz ${HOST} 443\nnc: connect to ${HOST} port 443 (tcp) failed: Connection refused\n`,
    'direct: tcp failed refused 2',
  ],
  [
    `$ nc -vz ${HOST} 443\nnc: getaddrinfo for host "${HOST}" port 443: Name or service not known\n`,
    'direct: dns failed dns 2',
  ],
  [`$ busybox nc -w 2 ${HOST} 443\nnc: timed out\n`, 'direct: tcp failed timeout 2'],
  [
    `$ busybox nc ${HOST} 443\nnc: can't connect to remote host (20.1.1.1): No route to host\n`,
    'direct: dns ok 2, tcp failed host_unreachable 2',
  ],
  [`$ nc -v ${HOST} 443\n${HOST} (20.1.1.1:443) open\n`, 'direct: dns ok 2, tcp ok 2'],
  [`$ nc -v ${HOST} 443\nnc: invalid option -- 'v'\n`, 'direct: '],
  [`$ nc -x 10.0.0.4:3128 -vz ${HOST} 443\nConnection to ${HOST} 443 port [tcp/https] succeeded!\n`, 'proxy: '],
])('%j', (text, layers) => {
  expect(shown(probeOf(text))).toBe(layers);
});

test('lines are those of the source where several logs stand in it', () => {
  const log = (host: string): string =>
    `#### 環境情報確認 ####\n##TRY!! nc -vz ${host} 443 ##\nNcat: Connected to 20.1.1.1:443.\n\nComplete...\n[INFO] Script time is 1sec.\n`;
  const { parts } = diagnose(log('a.example') + log('b.example'));
  expect(parts?.map(({ probes }) => probes[0]?.layers.tcp?.line)).toEqual([3, 9]);
});
