import { describe, expect, test } from 'vitest';
import { maskAll } from '../../src/mask/session.ts';
import { loadNameRules } from '../../src/knowledge/load-files.ts';
import { analyzer, diagnose, knowledge } from '../support/analyzer.ts';

const FC = '5e6f7a8b-ab-pod01-fc1.privatelink.jpe.backup.windowsazure.com';
const ID = '5e6f7a8b-ab-pod01-id1.privatelink.jpe.backup.windowsazure.com';
const BLOB = 'ecpstjpe01.blob.core.windows.net';
const LIST = `${FC} 10.12.0.15\n${ID} 10.12.0.16\n${BLOB} 10.12.0.20\n`;

const bind = (name: string, answer: string, server = '10.0.0.53') =>
  `Server:\t\t${server}\nAddress:\t${server}#53\n\n${answer.replaceAll('NAME', name)}\n\n`;
const found = (name: string, address: string, server?: string) =>
  bind(name, `Non-authoritative answer:\nName:\tNAME\nAddress: ${address}`, server);
const denied = (name: string, server?: string) => bind(name, "** server can't find NAME: NXDOMAIN", server);
const publicBlob = (server?: string) =>
  bind(
    BLOB,
    `Non-authoritative answer:\nNAME\tcanonical name = ecpstjpe01.privatelink.blob.core.windows.net.\necpstjpe01.privatelink.blob.core.windows.net\tcanonical name = blob.tyo22prdstr02a.store.core.windows.net.\nName:\tblob.tyo22prdstr02a.store.core.windows.net\nAddress: 20.60.248.1`,
    server,
  );
const asked = (name: string, output: string, server = '') =>
  `$ nslookup ${name}${server === '' ? '' : ` ${server}`}\n${output}`;

const told = (text: string) => {
  const { diagnosis, tone, privateNames = [] } = diagnose(text);
  return {
    causes: diagnosis.map(({ id, confidence, params }) =>
      `${id} ${confidence} ${params['where'] ?? params['state'] ?? params['of'] ?? ''}`.trim(),
    ),
    tone,
    states: privateNames.map(({ state }) => state),
  };
};

const RIGHT =
  asked(FC, found(FC, '10.12.0.15')) + asked(ID, found(ID, '10.12.0.16')) + asked(BLOB, found(BLOB, '10.12.0.20'));

describe('a list and lookups in one text', () => {
  test.each<[string, string, readonly string[], string]>([
    [
      'all as listed: the names alone are proven, and no destination',
      LIST + RIGHT,
      ['private-dns-matches certain all', 'private-endpoint likely'],
      'un',
    ],
    [
      'the list behind the lookups',
      `${RIGHT}$ cat list.txt\n${LIST}`,
      ['private-dns-matches certain all', 'private-endpoint likely'],
      'un',
    ],
    ['the list alone', LIST, ['private-dns-matches possible none'], 'un'],
    [
      'one name was not looked up',
      LIST + RIGHT.slice(0, RIGHT.indexOf(`$ nslookup ${BLOB}`)),
      ['private-dns-matches possible part', 'private-endpoint likely'],
      'un',
    ],
    [
      'one record is missing',
      LIST + asked(FC, found(FC, '10.12.0.15')) + asked(ID, denied(ID)) + asked(BLOB, found(BLOB, '10.12.0.20')),
      ['private-record-differs certain absent', 'private-endpoint likely'],
      'ng',
    ],
    [
      'the records are those of an older endpoint',
      LIST + asked(FC, found(FC, '10.12.9.9')) + asked(ID, found(ID, '10.12.9.10')),
      ['private-record-differs likely differs', 'private-endpoint likely'],
      'un',
    ],
    [
      'the own server does not forward',
      LIST + asked(FC, denied(FC)) + asked(FC, found(FC, '10.12.0.15', '168.63.129.16'), '168.63.129.16'),
      ['private-zone-unused certain forwarder'],
      'ng',
    ],
    [
      'no link: Azure itself gives the public address',
      LIST + asked(BLOB, publicBlob('168.63.129.16'), '168.63.129.16'),
      ['private-zone-unused certain link'],
      'ng',
    ],
    [
      'public addresses, and Azure was not asked',
      LIST + asked(BLOB, publicBlob()),
      ['private-zone-unused likely unknown'],
      'un',
    ],
    [
      'only another resolver was asked',
      LIST + asked(FC, found(FC, '10.12.0.15', '10.1.0.4'), '10.1.0.4'),
      ['private-dns-matches possible part', 'private-endpoint likely'],
      'un',
    ],
    [
      'a public resolver cannot know',
      LIST + asked(BLOB, publicBlob('8.8.8.8'), '8.8.8.8'),
      ['private-dns-matches possible none', 'private-endpoint possible'],
      'un',
    ],
    [
      'no server answers',
      LIST + asked(FC, ';; communications error to 10.0.0.53#53: timed out\n;; no servers could be reached\n\n'),
      ['dns-server-unreachable likely', 'private-dns-matches possible none'],
      'ng',
    ],
    [
      'answers contradict each other',
      LIST + asked(FC, denied(FC)) + asked(FC, found(FC, '10.12.0.15')),
      ['private-dns-matches possible none', 'private-endpoint likely'],
      'un',
    ],
  ])('%s', (_, text, causes, tone) => {
    const { causes: own, tone: colour } = told(text);
    expect([own, colour]).toEqual([causes, tone]);
  });

  test('a connection to the public address does not make a green report', () => {
    const text = `${LIST}${asked(BLOB, publicBlob())}$ nc -vz ${BLOB} 443\nNcat: Connected to 20.60.248.1:443.\n$ \n`;
    const { causes, tone } = told(text);
    expect(causes[0]).toBe('private-zone-unused likely unknown');
    expect(causes.join(' ')).not.toContain('all-reachable');
    expect(tone).toBe('un');
  });

  test('all as listed, and each answers: green only then', () => {
    const connected = (name: string, address: string) => `$ nc -vz ${name} 443\nNcat: Connected to ${address}:443.\n`;
    const answers = connected(FC, '10.12.0.15') + connected(ID, '10.12.0.16') + connected(BLOB, '10.12.0.20');
    expect(told(`${LIST}${RIGHT}${answers}$ \n`)).toMatchObject({
      causes: ['all-reachable certain', 'private-dns-matches certain all', 'private-endpoint likely'],
    });
    const without = told(
      `${LIST}${RIGHT.slice(0, RIGHT.indexOf(`$ nslookup ${ID}`))}$ nc -vz ${FC} 443\nNcat: Connected to 10.12.0.15:443.\n$ \n`,
    );
    expect(without.tone).toBe('un');
  });
});

describe('the tools of both systems', () => {
  const one = `Fqdn        : ${FC}\r\nIpAddresses : {10.12.0.15}\r\n\r\n`;

  test.each([
    [
      'nslookup of Windows',
      `C:\\>nslookup ${FC}\nServer:  UnKnown\nAddress:  10.0.0.53\n\nName:    ${FC}\nAddress:  10.12.0.15\n\nC:\\>`,
      'matches',
    ],
    [
      'nslookup of Windows, in Japanese',
      `C:\\>nslookup ${FC}\nサーバー:  UnKnown\nAddress:  10.0.0.53\n\n*** UnKnown が ${FC} を見つけられません: Non-existent domain\n\nC:\\>`,
      'absent',
    ],
    [
      'Resolve-DnsName',
      `PS C:\\> Resolve-DnsName ${FC}\n\nName                                           Type   TTL   Section    IPAddress\n----                                           ----   ---   -------    ---------\n${FC} A      10    Answer     10.12.0.77\n\nPS C:\\> `,
      'differs',
    ],
    ['dig', `$ dig +short ${FC}\n10.12.0.15\n$ `, 'matches'],
    ['getent, which knows the hosts file', `$ getent hosts ${FC}\n10.12.0.15      ${FC}\n$ `, 'matches'],
  ])('%s', (_, text, state) => {
    expect(told(one + text).states).toEqual([state]);
  });

  test('the command that prints the list is no unread one', () => {
    const json = `[\n  {\n    "fqdn": "${FC}",\n    "ipAddresses": [\n      "10.12.0.15"\n    ]\n  }\n]\n`;
    const { unread, privateNames } = diagnose(
      `$ az network private-endpoint show -g rg -n pe --query customDnsConfigs\n${json}${asked(FC, found(FC, '10.12.0.15'))}`,
    );
    expect(unread).toEqual([]);
    expect(privateNames).toMatchObject([{ name: FC, line: 6, state: 'matches', probe: 1 }]);
  });
});

describe('what leaves the page', () => {
  test('names and addresses of the comparison are masked', () => {
    const { report, lines } = analyzer.analyzeText('x', LIST + RIGHT);
    const task = { reports: [{ report, text: 0 }], texts: [lines.text], words: [] };
    const [masked] = maskAll(knowledge.secrets, loadNameRules(), task).reports;
    expect(masked?.report.privateNames).toHaveLength(3);
    for (const secret of ['5e6f7a8b', 'ecpstjpe01', '10.12.0.20']) expect(JSON.stringify(masked)).not.toContain(secret);
  });

  test('no command holds more than a name of a host', () => {
    const { diagnosis } = diagnose(
      `"fqdn": "a;reboot.privatelink.jpe.backup.windowsazure.com", "ipAddresses": ["10.0.0.4"]\n${LIST}`,
    );
    const commands = diagnosis.flatMap(({ steps }) => steps.map(({ command }) => command ?? ''));
    expect(commands.join('\n')).not.toMatch(/reboot/u);
    expect(commands).toContain(`nslookup ${FC}`);
  });
});

test('without a list nothing is said of one', () => {
  const report = diagnose(RIGHT);
  expect(report).not.toHaveProperty('privateNames');
  expect(report.diagnosis.map(({ id }) => id)).toEqual(['private-endpoint']);
});
