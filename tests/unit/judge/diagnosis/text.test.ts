import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../../src/judge/diagnosis/facts.ts';
import { describe as describeCause, tell, type Params } from '../../../../src/judge/diagnosis/text.ts';
import type { DiagnosisText, ServiceRule, StepText, Wording } from '../../../../src/knowledge/types.ts';
import type { Platform } from '../../../../src/model/probe.ts';
import { anAccount, anEndpoint, aProbe, failing, NO_PROXY, someFacts } from '../../../support/facts.ts';

const EMPTY: DiagnosisText = { id: 'x', stage: 'result', title: [], cause: [], summary: [], why: [], steps: [] };
const LINUX = { kind: 'log', platform: 'linux' } as const;

function said(
  text: Partial<DiagnosisText>,
  params: Readonly<Record<string, string | number | undefined>> = {},
  source: Parameters<typeof tell>[3] = LINUX,
  confidence: Finding['confidence'] = 'likely',
) {
  const others = [{ ...EMPTY, id: 'before', title: ['wrong'] }];
  return tell('x', confidence, params, source, { diagnoses: [...others, { ...EMPTY, ...text }] });
}
const summary = (wording: Wording, params: Params = {}, source?: Parameters<typeof tell>[3]) =>
  said({ summary: wording }, params, source).summary;

describe('the words of a root cause', () => {
  test('stand each in its place', () => {
    expect(said({ title: ['T'], cause: ['N'], summary: ['S'], why: ['W'] })).toStrictEqual({
      params: {},
      steps: [],
      next: [],
      title: 'T',
      name: 'N',
      summary: 'S',
      why: 'W',
    });
  });

  test('without words the id stands for the title and the name', () => {
    expect(said({})).toMatchObject({ title: 'x', name: 'x', summary: '', why: '' });
    expect(tell('y', 'likely', {}, LINUX, { diagnoses: [] })).toStrictEqual({
      params: {},
      steps: [],
      next: [],
      title: 'y',
      name: 'y',
      summary: '',
      why: '',
    });
  });

  test('what is merely possible has a title of its own, where there is one', () => {
    const text = { title: ['is'], titlePossible: ['may be'] };
    expect(said(text, {}, LINUX, 'possible').title).toBe('may be');
    expect(said(text, {}, LINUX, 'certain').title).toBe('is');
    expect(said({ title: ['is'] }, {}, LINUX, 'possible').title).toBe('is');
    expect(tell('y', 'possible', {}, LINUX, { diagnoses: [] }).title).toBe('y');
  });
});

describe('a wording', () => {
  test('names what is known, and the first whose names are all known is taken', () => {
    const wording = ['{host}:{port}', '{host}', 'nothing'];
    expect(summary(wording, { host: 'a', port: 443 })).toBe('a:443');
    expect(summary(wording, { host: 'a' })).toBe('a');
    expect(summary(wording, { port: 443 })).toBe('nothing');
    expect(summary(['{host}'])).toBe('');
    expect(summary(['{proxyHost}'], { proxyHost: 'p' })).toBe('p');
  });

  test('what is undefined or empty is not known; zero is', () => {
    const found = said({ summary: ['{count}', 'nobody'] }, { host: undefined, port: '', count: 0 });
    expect(found).toMatchObject({ params: { count: 0 }, summary: '0' });
    expect(Object.keys(found.params)).toEqual(['count']);
  });

  test('control characters of a value are shown, not obeyed', () => {
    expect(summary(['{host}'], { host: 'a\u202Eb' })).not.toContain('\u202E');
  });

  test.each<[string, string | number, string]>([
    ['a Latin value keeps the blanks', 'proxy', 'x proxy y'],
    ['a number as well', 443, 'x 443 y'],
    ['a Japanese value has none', '宛先', 'x宛先y'],
    ['each end counts for itself', 'Azure 宛先', 'x Azure 宛先y'],
    ['and the other one', '宛先 A', 'x宛先 A y'],
    ['Kana are Japanese', 'プロキシ', 'xプロキシy'],
  ])('%s', (_, value, expected) => {
    expect(summary(['x {v} y'], { v: value })).toBe(expected);
  });

  test('a wording without blanks gets none', () => {
    expect(summary(['x{v}y'], { v: 'a' })).toBe('xay');
  });

  test.each<[string, Exclude<Wording[number], string>, Params, boolean]>([
    ['without a condition', { text: 'yes' }, {}, true],
    ['of a name that is needed and known', { text: 'yes', needs: ['a'] }, { a: 1 }, true],
    ['of one that is not', { text: 'yes', needs: ['a', 'b'] }, { a: 1 }, false],
    ['of a name in the text that is not known', { text: 'yes {b}' }, { a: 1 }, false],
    ['for this kind of source', { text: 'yes', only: 'log' }, {}, true],
    ['for another kind', { text: 'yes', only: 'capture' }, {}, false],
    ['of a value that it has to have', { text: 'yes', when: { how: ['refused', 'silent'] } }, { how: 'silent' }, true],
    ['of a number', { text: 'yes', when: { port: [443] } }, { port: '443' }, true],
    ['of a value that it does not have', { text: 'yes', when: { how: ['refused'] } }, { how: 'silent' }, false],
    ['of a value that is not known', { text: 'yes', when: { how: ['refused'] } }, {}, false],
    ['of a value that must be empty', { text: 'yes', when: { how: [''] } }, {}, true],
    ['of two values, one right', { text: 'yes', when: { a: [1], b: [1] } }, { a: 1, b: 2 }, false],
    ['of a value that it must not have', { text: 'yes', unless: { how: ['refused'] } }, { how: 'refused' }, false],
    ['of another value', { text: 'yes', unless: { how: ['refused'] } }, { how: 'silent' }, true],
    ['of two such values, one wrong', { text: 'yes', unless: { a: [1], b: [1] } }, { a: 2, b: 1 }, false],
  ])('%s', (_, wording, params, isTaken) => {
    expect(summary([wording, 'no'], params)).toBe(isTaken ? 'yes' : 'no');
  });
});

describe('a step', () => {
  const steps = (step: StepText, platform: Platform, params: Params = {}) => {
    const found = said({ steps: [step] }, params, { kind: 'log', platform });
    return { steps: found.steps, next: found.next };
  };

  test('without a command is a sentence', () => {
    expect(steps({ text: ['Look'] }, 'any')).toStrictEqual({
      steps: [{ text: 'Look', command: null, platform: 'any' }],
      next: ['Look'],
    });
  });

  test('with a command for every shell has it on a line of its own', () => {
    expect(steps({ text: ['Look'], command: 'nslookup {host}' }, 'windows', { host: 'a.example' })).toStrictEqual({
      steps: [{ text: 'Look', command: 'nslookup a.example', platform: 'any' }],
      next: ['Look\n`nslookup a.example`'],
    });
  });

  test('is left out where its text or its command cannot be filled in, or it is not right', () => {
    expect(steps({ text: ['Look at {host}'] }, 'any').steps).toEqual([]);
    expect(steps({ text: ['Look'], command: 'nslookup {host}' }, 'any').steps).toEqual([]);
    expect(steps({ text: ['Look'], linux: 'nslookup {host}' }, 'linux').steps).toEqual([]);
    expect(steps({ text: ['Look'], only: 'capture' }, 'any').steps).toEqual([]);
  });

  test('with a command for each system is for the one that is known', () => {
    const step = { text: ['Look'], linux: 'ls {folder}', windows: 'dir {folder}' };
    const of = (platform: Platform) => steps(step, platform, { folder: '/a b' }).steps;
    expect(of('linux')).toStrictEqual([{ text: 'Look', command: "ls '/a b'", platform: 'linux' }]);
    expect(of('windows')).toStrictEqual([{ text: 'Look', command: "dir '/a b'", platform: 'windows' }]);
    const both = of('any');
    expect(both.map(({ platform }) => platform)).toEqual(['linux', 'windows']);
    // each says for which system it is
    expect(both.every(({ text }) => text.includes('Look') && text !== 'Look')).toBe(true);
    expect(both[0]?.text).not.toBe(both[1]?.text);
    expect(steps({ text: ['Look'], windows: 'ver' }, 'linux').steps).toEqual([]);
    expect(steps({ text: ['Look'], windows: 'ver' }, 'any').steps).toHaveLength(1);
  });
});

describe('what is known of a root cause', () => {
  const service = (id: string, name: string, tag: string): ServiceRule => ({
    id,
    name,
    short: name,
    tag,
    description: '',
  });
  const services = [
    service('storage', 'Storage', 'Storage'),
    service('backup', 'Azure Backup', 'AzureBackup'),
    service('entra', 'Entra ID', 'Storage'),
    service('ilr', 'File recovery', ''),
    service('other', 'Others', 'Internet'),
  ];
  const mark = {
    product: 'FortiGuard',
    where: 'body',
    meaning: 'answered',
    destination: 'no',
    proxy: false,
    patterns: [],
  } as const;
  const gateways = {
    marks: [
      { ...mark, id: 'zscaler', product: 'Zscaler' },
      { ...mark, id: 'fortiguard' },
    ],
    domains: [],
    suffixes: [],
    issuers: [],
    publicIssuers: [],
  };
  const params = (finding: Partial<Finding>, facts: Parameters<typeof someFacts>[0] = {}) =>
    describeCause(
      { id: 'x', confidence: 'likely', endpoints: [], because: [], rank: 'failure', weight: 1, ...finding },
      someFacts({ ...facts, knowledge: { services, gateways } }),
    ).params;

  test('the kind of source and its system', () => {
    const step = { text: ['Look'], linux: 'ls', windows: 'dir' };
    const diagnoses = [{ ...EMPTY, summary: [{ text: 'packets', only: 'capture' as const }, 'lines'], steps: [step] }];
    const finding = { id: 'x', confidence: 'likely', endpoints: [], because: [7], rank: 'state', weight: 1 } as const;
    const facts = someFacts({ source: 'capture', platform: 'windows', knowledge: { diagnoses } });
    expect(describeCause(finding, facts)).toMatchObject({
      id: 'x',
      confidence: 'likely',
      because: [7],
      summary: 'packets',
      steps: [{ command: 'dir', platform: 'windows' }],
    });
    expect(describeCause(finding, { ...facts, source: 'log' }).summary).toBe('lines');
  });

  test('the first destination that was tested, unless it rests on what a message says', () => {
    const facts = { endpoints: [anEndpoint({ host: 'a.example' })] };
    expect(params({}, facts)['host']).toBe('a.example');
    expect(params({ messages: [] }, facts)['host']).toBeUndefined();
  });

  test('its services and tags, in the order of the table, each once', () => {
    const endpoints = ['entra', 'other', 'ilr', 'storage', 'backup', 'storage'].map((id) =>
      anEndpoint({ service: id }),
    );
    expect(params({ endpoints })).toMatchObject({
      service: 'Storage・Azure Backup・Entra ID・File recovery',
      tag: 'Storage・AzureBackup',
      count: 6,
    });
    expect(params({ endpoints: [anEndpoint({ service: 'ilr' })] })).not.toHaveProperty('tag');
    expect(params({ endpoints: [anEndpoint({ service: 'other' })] })).not.toHaveProperty('service');
  });

  test('the first of its endpoints with a name; of all, where it has none', () => {
    const unknown = anEndpoint({ host: '', port: 80 });
    const named = anEndpoint({
      host: 'a.example',
      port: 3260,
      dns: { addresses: ['20.1.1.1', '20.1.1.3', '20.1.1.2'] },
    });
    expect(params({ endpoints: [unknown, named] }, { endpoints: [anEndpoint({})] })).toMatchObject({
      host: 'a.example',
      name: 'a.example',
      port: 3260,
      destination: '20.1.1.2',
    });
    const general = params({}, { endpoints: [unknown, named] });
    expect(general).toMatchObject({ host: 'a.example', port: 3260 });
    expect(general).not.toHaveProperty('count');
    expect(Object.keys(params({ endpoints: [unknown] }))).toEqual([
      'service',
      'tag',
      'count',
      'reachable',
      'unreachable',
    ]);
  });

  test('an address is a destination and no name', () => {
    const found = params({ endpoints: [anEndpoint({ host: '168.63.129.16' })] });
    expect(found).toMatchObject({ host: '168.63.129.16', destination: '168.63.129.16' });
    expect(found).not.toHaveProperty('name');
    expect(params({ endpoints: [anEndpoint({ host: 'a.example' })] })).not.toHaveProperty('destination');
  });

  test('how many endpoints answer and fail in all', () => {
    const endpoints = [anEndpoint({}), anEndpoint({}), failing('timeout'), anEndpoint({ verdict: 'not_run' })];
    expect(params({}, { endpoints })).toMatchObject({ reachable: 2, unreachable: 1 });
  });

  test.each([
    ['https', { https: 'http://10.0.0.9:8080', http: 'http://h:1' }, 'http://10.0.0.9:8080'],
    ['http alone', { http: 'http://h:1' }, 'http://h:1'],
    [
      'an account in effect',
      {
        accounts: [
          anAccount('local-system', { server: 'off:1' }),
          anAccount('current-user', { enabled: true, server: 'on:1' }),
        ],
      },
      'on:1',
    ],
    ['its script', { accounts: [anAccount('current-user', { script: 'http://s/p.pac' })] }, 'http://s/p.pac'],
  ])('the proxy: %s', (_, proxy, expected) => {
    expect(params({}, { proxy: { ...NO_PROXY, ...proxy } })).toMatchObject({ proxy: expected });
  });

  test('the host and port of the proxy apart', () => {
    const proxy = { ...NO_PROXY, https: 'http://10.0.0.9:8080' };
    expect(params({}, { proxy })).toMatchObject({ proxyhost: '10.0.0.9', proxyport: '8080' });
    expect(Object.keys(params({}))).toEqual(['reachable', 'unreachable']);
    // what a rule names counts more than the settings
    expect(params({ params: { proxy: 'p.example:3128' } }, { proxy })).toMatchObject({
      proxy: 'p.example:3128',
      proxyhost: 'p.example',
      proxyport: '3128',
    });
  });

  test('the DNS server that its probes asked, else any', () => {
    const asked = (id: number, server?: string) => aProbe(id, { detail: server === undefined ? {} : { server } });
    const probes = [asked(1), asked(2, 'UnKnown'), asked(3, '10.0.0.1'), asked(4, '10.0.0.2')];
    expect(params({ because: [2, 4] }, { probes })).toMatchObject({ server: '10.0.0.2' });
    expect(params({ because: [1, 2] }, { probes })).toMatchObject({ server: '10.0.0.1' });
    expect(params({}, { probes })).toMatchObject({ server: '10.0.0.1' });
    expect(params({}, { probes: probes.slice(0, 2) })).not.toHaveProperty('server');
  });

  test('a gateway by the name that readers know', () => {
    expect(params({ params: { gateway: 'fortiguard' } })).toMatchObject({
      gateway: 'fortiguard',
      product: 'FortiGuard',
    });
    expect(params({ params: { gateway: 'made-up' } })).toMatchObject({ product: 'made-up' });
    expect(params({})).not.toHaveProperty('product');
  });
});
