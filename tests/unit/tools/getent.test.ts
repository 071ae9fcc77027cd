import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lookups } from '../../support/lookups.ts';
import { probeOf, shown } from '../../support/probes.ts';

const SAMPLE = readFileSync(new URL('./getent.log', import.meta.url), 'utf8');
const HOST = 'contosostor01.blob.core.windows.net';
const ZONE = 'contosostor01.privatelink.blob.core.windows.net';
const RESOLVED = `${HOST}:443 resolved ok 10.0.3.4 private → not_run`;
const OPEN = `${HOST}:443 not_run → not_run`;
const FAILED = `${HOST}:443 failed dns → unreachable`;

test('the sample', () => {
  const probe = probeOf(SAMPLE);
  expect([probe.tool, probe.host, probe.status, shown(probe)]).toEqual([
    'getent',
    HOST,
    'reachable',
    'direct: dns ok 4',
  ]);
  expect(probe.detail).toEqual({ addresses: ['10.0.3.4'], cnames: [ZONE] });
});

test.each<[string, string, string[]]>([
  ['hosts', `$ getent hosts ${HOST}\n10.0.3.4        ${ZONE} ${HOST}\n`, [RESOLVED]],
  ['hosts without aliases', `$ getent hosts ${HOST}\n10.0.3.4        ${HOST}\n`, [RESOLVED]],
  ['a search list', `$ getent hosts ${HOST}\n10.0.3.4        ${HOST}.contoso.example\n`, [RESOLVED]],
  ['nothing, and the prompt stands there', `$ getent hosts ${HOST}\n$ `, [FAILED]],
  ['nothing, and its exit code', `[root@vm ~]# getent ahosts ${HOST}\n[root@vm ~]# echo $?\n2\n`, [FAILED]],
  ['nothing, and the text ends', `$ getent hosts ${HOST}\n`, [OPEN]],
  ['nothing, as it goes into another program', `$ getent hosts ${HOST} | wc -l\n$ `, [OPEN]],
  ['nothing, interrupted', `$ getent hosts ${HOST}\n^C\n$ `, [OPEN]],
  ['something else', `$ getent hosts ${HOST}\ncat: x: No such file or directory\n$ `, [OPEN]],
  ['the line of another name', `$ getent hosts ${HOST}\n20.1.1.1        login.microsoft.com\n`, [OPEN]],
  ['a cut address', `$ getent hosts ${HOST}\n10.0.3`, [OPEN]],
  ['no hosts', '$ getent passwd root\nroot:x:0:0:root:/root:/bin/bash\n', []],
])('%s', (_, text, expected) => {
  expect(lookups(text)).toEqual(expected);
});
