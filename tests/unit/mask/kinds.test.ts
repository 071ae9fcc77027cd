import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CaptureAnalysis } from '../../../src/analyze/capture.ts';
import { maskAll } from '../../../src/mask/session.ts';
import { captureKnowledge, knowledge } from '../../support/analyzer.ts';
import { allLogs } from '../../support/corpus.ts';
import { KINDS, plant, Values } from '../../support/mask-kinds.ts';
import { captureOutputs, leaks, names, outputsOf } from '../../support/mask-outputs.ts';
import { ACK, CaptureWriter, clientHello, dns, PSH } from '../../support/packets.ts';
import { FORMS, planted } from '../../support/planting.ts';

interface Hostile {
  readonly kind: string;
  readonly line: string;
  readonly secrets: readonly string[];
}

const CORPUS = new URL('../../corpus/hostile/', import.meta.url);
const hostile = JSON.parse(readFileSync(new URL('hostile-mask.json', CORPUS), 'utf8')) as Hostile[];
const hostileLog = readFileSync(new URL('hostile-mask.log', CORPUS), 'utf8');

function masked(text: string): string {
  return maskAll(knowledge.secrets, names, { reports: [], texts: [text] }).texts[0] ?? '';
}

describe('the hostile log', () => {
  const outputs = outputsOf('hostile-mask.log', hostileLog, { request: hostileLog });

  test('names 121 kinds of data', () => {
    expect(new Set(hostile.map(({ kind }) => kind)).size).toBe(121);
  });

  // case counts here: the log has both `contoso` and words of its own kind in capitals
  test.each(hostile)('$kind does not survive in any output', ({ secrets }) => {
    for (const [where, text] of Object.entries(outputs))
      expect(secrets.filter((piece) => text.includes(piece)).map((piece) => `${where}: ${piece}`)).toEqual([]);
  });

  test.each(hostile)('$kind does not survive when nothing else tells that it is one', ({ line, secrets }) => {
    const alone = masked(line);
    expect(secrets.filter((piece) => alone.includes(piece))).toEqual([]);
    expect(alone.split('\n')).toHaveLength(1);
  });
});

describe('the table of kinds', () => {
  test('has at least 121 kinds in three notations', () => {
    expect(new Set(KINDS.map(([kind]) => kind)).size).toBeGreaterThanOrEqual(121);
    expect(new Set(KINDS.flatMap(([, ...forms]) => forms)).size).toBe(KINDS.length * 3);
  });

  test.each(KINDS)('%s', (_, ...forms) => {
    for (const [at, form] of forms.entries()) {
      for (let seed = 1; seed <= 6; seed += 1) {
        const { text, pieces, alone } = plant(form, new Values(seed * 31 + at));
        expect(pieces.length, form).toBeGreaterThan(0);
        for (const line of alone ? [text] : [text, `[INFO] ${text} timed out`, `(${text})`, `値="${text}"。`])
          expect(leaks({ [form]: masked(line) }, pieces), line).toEqual([]);
      }
    }
  });
});

describe('what only its place shows', () => {
  test.each([
    [
      'a password with an @, of which the place before a host is a part',
      'curl -U taro:Kazu1@miro99 -x http://a.example/',
      ['Kazu1', 'miro99'],
    ],
    ['a password that holds credentials', 'password=kazu:Miro1@zemi99', ['kazu', 'Miro1', 'zemi99']],
    [
      'credentials before an address with credentials',
      'Authorization: Basic a2F6dTptaXJvOTkx http://kazu:Miro77@h/',
      ['a2F6dTptaXJvOTkx', 'Miro77'],
    ],
    [
      'a password behind a command within the words of another',
      'sudo sshpass -p Kazu991 ssh x; curl -u miro:Zemi77 -x y',
      ['Kazu991', 'Zemi77'],
    ],
    ['a password behind a command that is named twice', 'net use net use \\\\h\\x Kazu991', ['Kazu991']],
    ['a machine in a head of syslog within a line', '[x] 20 01:02:03 zemihebo sshd[123]: error', ['zemihebo']],
    [
      'a security identifier in small letters',
      'nslookup s-1-5-21-1322691496-3223839402-2673920939-1001',
      ['1322691496'],
    ],
    [
      'a user and groups of id',
      'uid=1001(kazumiro) gid=1001(zemi-ops) groups=1001(zemi-ops),10(rukotane)',
      ['kazumiro', 'zemi-ops', 'rukotane'],
    ],
    ['a hardware address before another', '6c 0a ad 10 7c 2c 20.64.104.134', ['6c 0a ad 10 7c 2c', '20.64']],
    ['a distinguished name in small letters', 'ou=kazumiro,o=rukozemi,l=nashi jpw', ['kazumiro', 'rukozemi', 'nashi']],
    [
      'an organisation before a word with an @',
      '2: OU=Kazumiro,O=Tanetane eth0@if2: <UP> mtu 1500',
      ['Kazumiro', 'Tanetane'],
    ],
    ['a hop of traceroute', ' 1  gw-zemi-l3 (127.0.0.1)  0.5 ms', ['zemi']],
    ['a user of a connection string', 'Server=x;Uid=svc_sql;Pwd=Kazu991;', ['svc_sql', 'Kazu991']],
    ['a person before a bracket', '担当: 田中 経理 (内線 1234)', ['田中', '経理']],
    ['a variable with a name behind the label of a host', 'Server: COMPUTERNAME=NASHIYUKI Microsoft', ['NASHIYUKI']],
  ])('%s', (_, text, pieces) => {
    expect(leaks({ masked: masked(text) }, pieces)).toEqual([]);
  });

  test('a secret in a list that a setting takes apart', () => {
    const key = '3e95de26bc867c26ca4dQ3a086c009f372d853d6';
    const log = [
      '=== WinINET Proxy Setting (current user)',
      'ProxyEnable: 1',
      'ProxyServer: proxy.contoso.local:8080',
      `ProxyOverride: Authorization: SharedKey taneyuki74:${key}= <local>`,
    ].join('\n');
    expect(leaks(outputsOf('x.log', log, { request: log }), [key])).toEqual([]);
  });

  test('an address before a public name in what is said to be one name', () => {
    const log =
      'nslookup a.blob.core.windows.net\nServer: 168.63.129.16\nAddress: 168.63.129.16#53\n\na.blob.core.windows.net\tcanonical name = 2001:db8:db20::0a99#53 blob.x.store.core.windows.net.\nName: blob.x.store.core.windows.net\nAddress: 20.60.1.1\n';
    expect(leaks(outputsOf('x.log', log, { request: log }), ['2001:db8:db20::0a99'])).toEqual([]);
  });

  test('a name has one stand-in in all files, whichever shows that it is one', () => {
    const { texts } = maskAll(knowledge.secrets, names, {
      reports: [],
      texts: [
        'at zemikazu there',
        'hostname: zemikazu\n10.2.3.4',
        'x/zemikazu/y\nptr 4.3.2.10.in-addr.arpa ::ffff:10.2.3.4',
      ],
    });
    expect(texts).toEqual(['at HOST-1 there', 'hostname: HOST-1\nIP-P1', 'x/HOST-1/y\nptr IP-P1.in-addr.arpa IP-P1']);
  });
});

describe('planted at random places', () => {
  const texts = allLogs.map(({ bytes }) => new TextDecoder().decode(bytes).split('\n').slice(0, 160));

  test('nothing planted in a log stands in any output', () => {
    const planting = fc.record({
      log: fc.constantFrom(...texts),
      plants: fc.array(
        fc.record({
          form: fc.constantFrom(...FORMS),
          seed: fc.nat(1_000_000),
          line: fc.nat(10_000),
          word: fc.nat(10_000),
        }),
        { minLength: 1, maxLength: 8 },
      ),
    });
    fc.assert(
      fc.property(planting, ({ log, plants }) => {
        const { text, pieces } = planted(log, plants);
        expect(leaks(outputsOf('CheckNWResult.log', text, { request: text }), pieces)).toEqual([]);
      }),
      { numRuns: 150, seed: 7 },
    );
  });

  test('no name of a capture stands in any output', () => {
    const label = fc.nat(1_000_000).map((seed) => {
      const values = new Values(seed);
      return plant(
        values.from([
          '{m}.{org}.co.jp',
          '{m}.{org}.local',
          '{acct}.blob.core.windows.net',
          '{m}',
          'proxy.{org}.jp',
          '{kv}.vault.azure.net',
        ]),
        values,
      );
    });
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 6 }), fc.nat(200), (labels, octet) => {
        const peer = `203.0.113.${octet + 20}`;
        const own = `10.77.${octet}.5`;
        const writer = new CaptureWriter();
        for (const [at, { text }] of labels.entries()) {
          writer.udp(`${own}:5000${at}`, '10.77.9.9:53', dns(text, null));
          writer.udp('10.77.9.9:53', `${own}:5000${at}`, dns(text, 0, peer));
          writer.handshake(`${own}:4000${at}`, `${peer}:443`);
          writer.tcp(`${own}:4000${at}`, `${peer}:443`, ACK | PSH, 1001, 5001, clientHello(text));
          writer.handshake(`${own}:4100${at}`, `${peer}:80`);
          writer.tcp(
            `${own}:4100${at}`,
            `${peer}:80`,
            ACK | PSH,
            1001,
            5001,
            `GET /${text} HTTP/1.1\r\nHost: ${text}\r\n\r\n`,
          );
          writer.handshake(`${own}:4200${at}`, `${peer}:8080`);
          writer.tcp(
            `${own}:4200${at}`,
            `${peer}:8080`,
            ACK | PSH,
            1001,
            5001,
            `CONNECT ${text}:443 HTTP/1.1\r\nHost: ${text}\r\n\r\n`,
          );
        }
        const analysis = new CaptureAnalysis(`${labels[0]?.text ?? ''}.pcap`, captureKnowledge);
        analysis.push(writer.file());
        analysis.end();
        const report = analysis.report();
        expect(report.capture?.packets).toBeGreaterThan(0);
        const pieces = [...labels.flatMap((plant) => plant.pieces), peer, own, '10.77.9.9'];
        expect(leaks(captureOutputs(report), pieces)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
