import { expect, test } from 'vitest';
import type { PlatformMarks } from '../../../src/knowledge/types.ts';
import { withTools } from '../../../src/tools/platforms.ts';

test('a tool that runs on one system only tells the system', () => {
  const rules = { windows: { tools: ['w'] }, linux: { tools: ['l'] } } as unknown as Readonly<
    Record<'windows' | 'linux', PlatformMarks>
  >;
  const { windows, linux } = withTools(rules);
  expect([windows.tools, linux.tools]).toEqual([
    ['w', 'tnc', 'iwr', 'tcpclient', 'resolve-dnsname', 'portqry', 'psping', 'iscsicli', 'tracert'],
    [
      'l',
      'nc',
      'wget',
      'host',
      'getent',
      'resolvectl',
      'devtcp',
      'socat',
      'iscsiadm',
      'mount-cifs',
      'traceroute',
      'tracepath',
      'mtr',
    ],
  ]);
});
