import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { diagnose } from '../../support/analyzer.ts';
import { probeOf, shown } from '../../support/probes.ts';

test('the sample', () => {
  const { endpoints, unread } = diagnose(readFileSync(new URL('iscsicli.log', import.meta.url), 'utf8'));
  expect(endpoints.map(({ host, port, tcp, verdict }) => [`${host}:${port}`, tcp.status, verdict])).toEqual([
    ['20.60.1.1:3260', 'reachable', 'reachable'],
    ['b.example:3260', 'unreachable', 'unreachable'],
    // that a portal was added proves nothing
    ['20.60.1.3:3260', 'indeterminate', 'indeterminate'],
  ]);
  expect(unread).toEqual([]);
});

const HEAD = 'Microsoft iSCSI Initiator Version 10.0 Build 17763\n\n';
const SESSION = 'Session Id is 0xffffe001de85b010-0x400001370000001e';

test.each<[string, string, string, string]>([
  ['another port', 'iscsicli AddTargetPortal 20.60.1.1 13260', 'Connection Failed.', 'direct: tcp failed other 4'],
  [
    'a user name is no port',
    'iscsicli QAddTargetPortal 20.60.1.1 user secret',
    'Connection Failed.',
    'direct: tcp failed other 4',
  ],
  ['a sentence like it', 'iscsicli QAddTargetPortal 20.60.1.1', 'Connection Failed. Retrying', 'direct: '],
])('%s', (_, command, said, layers) => {
  expect(shown(probeOf(`C:\\>${command}\n${HEAD}${said}\n\nC:\\>`))).toBe(layers);
});

test('the port of a portal', () => {
  const portOf = (command: string) =>
    diagnose(`C:\\>${command}\n${HEAD}Connection Failed.\n\nC:\\>`).endpoints[0]?.port;
  expect(portOf('iscsicli AddTargetPortal 20.60.1.1 13260')).toBe(13_260);
  expect(portOf('iscsicli QAddTargetPortal 20.60.1.1 user secret')).toBe(3260);
});

test('a login that names no portal is a check of none', () => {
  const login = `C:\\>iscsicli QLoginTarget iqn.2016-01.a:b\n${HEAD}${SESSION}\nThe operation completed successfully.\n\nC:\\>`;
  expect(diagnose(login).endpoints).toEqual([]);
  expect(diagnose(`C:\\>iscsicli LoginTarget iqn.2016-01.a:b T * * *\n${HEAD}${SESSION}\n`).endpoints).toEqual([]);
  expect(diagnose(`${SESSION}\n`).endpoints).toEqual([]);
});
