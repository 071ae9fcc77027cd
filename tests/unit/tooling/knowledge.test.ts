import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { linearTime } from '../../support/linear-time.ts';
import {
  loadEvidence,
  loadKnowledge,
  loadPeers,
  loadReference,
  loadPassages,
  loadSearch,
  loadTerms,
} from '../../../src/knowledge/load-files.ts';
import { withCaptures, withoutCaptures } from '../../../src/knowledge/captures.ts';
import { meaningsOf, withMeanings, withoutMeanings } from '../../../src/knowledge/meanings.ts';
import { isAddress } from '../../../src/text/address.ts';

/** As a page loads it. */
const knowledge = loadKnowledge();
const SOURCES = new URL('../../../src/', import.meta.url);
/** Sites that readers are sent to; nothing is decided by them. */
const DOCUMENTATION = /https:\/\/(?:learn|azure)\.microsoft\.com\//gu;

/** Every text in the code of a file: strings, templates, regular expressions, text of JSX. Comments are none. */
function readTexts(name: string): string[] {
  const source = readFileSync(new URL(name, SOURCES), 'utf8');
  // the code of an Astro page stands between two lines of hyphens
  const code = name.endsWith('.astro') ? (source.split(/^---$/mu)[1] ?? '') : source;
  const kind = name.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isText =
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddle(node) ||
      ts.isTemplateTail(node) ||
      ts.isRegularExpressionLiteral(node) ||
      ts.isJsxText(node) ||
      ts.isNumericLiteral(node);
    if (isText) found.push(node.text.replaceAll('\\.', '.'));
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(name, code, ts.ScriptTarget.Latest, true, kind));
  return found;
}

const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(?:tsx?|astro|mjs)$/u.test(name))
  .sort();

const cache = new Map<string, readonly string[]>();

function textsOf(name: string): readonly string[] {
  const texts = cache.get(name) ?? readTexts(name);
  cache.set(name, texts);
  return texts;
}

/** What stands in the code of a file and in `content/reference` as well. */
function known(name: string, values: readonly string[]): string[] {
  const texts = textsOf(name).map((text) => text.replaceAll(DOCUMENTATION, ''));
  return values.filter((value) => texts.some((text) => text.toLowerCase().includes(value))).map((v) => `${name}: ${v}`);
}

test('no host name of Microsoft stands in the code', () => {
  const { domains } = knowledge.gateways;
  expect(domains.length).toBeGreaterThan(5);
  expect(files.flatMap((name) => known(name, domains))).toEqual([]);
});

test('no address of Azure stands in the code', () => {
  const { peers, endpoints } = loadReference();
  const addresses = [
    ...peers.filter(({ traffic }) => traffic === 'platform' || traffic === 'azure').flatMap((peer) => peer.addresses),
    ...endpoints.map(({ pattern }) => pattern).filter(isAddress),
  ];
  expect(addresses).toContain('168.63.129.16');
  expect(files.flatMap((name) => known(name, addresses))).toEqual([]);
});

test('no port that tells a service stands in the code', () => {
  const ports = knowledge.services.flatMap(({ ports: own = [] }) => own.map(String));
  expect(ports).toEqual(['3260']);
  // that of the protocol itself, where a portal names none
  const others = files.filter((name) => name !== 'tools/iscsi-port.ts');
  const named = others.flatMap((name) =>
    textsOf(name)
      .filter((text) => ports.includes(text))
      .map((port) => `${name}: ${port}`),
  );
  expect(named).toEqual([]);
});

/** Each part in the file that the browser loads when it is needed; `kB` is what it may weigh, compressed. */
test.each([
  ['a first paste', 90, withoutCaptures(withoutMeanings(knowledge))],
  ['what the messages of a shown report mean', 20, meaningsOf(knowledge)],
  ['a search before its first key', 60, loadSearch()],
  ['a search of what articles say, after it,', 90, loadPassages()],
  ['a capture', 10, { peers: loadPeers(), traces: knowledge.traces }],
  ['the words of a shown report', 5, loadTerms()],
])('what %s loads is %i kB at most, compressed', (_, kB, part) => {
  const size = gzipSync(JSON.stringify(part), { level: 9 }).length;
  expect(size).toBeGreaterThan(1000);
  expect(size).toBeLessThanOrEqual(kB * 1000);
});

test('the meanings that come later are those of the messages', () => {
  expect(withMeanings(withoutMeanings(knowledge), meaningsOf(knowledge))).toEqual(knowledge);
  expect(JSON.stringify(withoutMeanings(knowledge))).not.toContain(knowledge.signatures[0]?.meaning);
});

test('what captures need comes later, whole', () => {
  const part = { peers: loadPeers(), traces: knowledge.traces };
  expect(withCaptures(withoutCaptures(knowledge), part)).toEqual({ ...knowledge, ...part });
});

test('a first paste loads nothing that only a search or a capture needs', () => {
  const loaded = JSON.stringify(withoutCaptures(withoutMeanings(knowledge)));
  const { articles, synonyms } = loadSearch();
  const apart = [
    ...articles.map(({ description }) => description),
    ...synonyms.map((group) => JSON.stringify(group)),
    ...loadPeers().map(({ normal }) => normal),
    ...knowledge.traces.providers.map(({ guid }) => guid),
  ];
  expect(apart.filter((text) => loaded.includes(text))).toEqual([]);
});

const { machine, network } = knowledge.settings;
const { routes, outbound } = network;
const { certificateText } = loadEvidence();
test.each([
  ...[
    ...[machine.hostname, machine.startedAt, machine.seconds, machine.ipconfig, ...machine.addresses],
    ...[network.dnsServer, network.dnsServerBelow, outbound.blockedByDefault, ...Object.values(routes).flat()],
    ...knowledge.settingsCommands.flatMap(({ arguments: given, lines }) => [
      ...(given === undefined ? [] : [given]),
      ...lines,
    ]),
  ].map((source) => ({ source, flags: 'u' })),
  { source: certificateText.date, flags: 'iu' },
  ...Object.values(certificateText.stores).map((source) => ({ source, flags: 'imu' })),
  { source: certificateText.agent.vaultCredentials, flags: 'iu' },
  { source: certificateText.agent.agent, flags: 'u' },
])('the expression $source is matched in linear time', ({ source, flags }) => {
  expect(linearTime(source, flags)).toBe('safe');
});

test('every evidence list that a report leads to exists', () => {
  const lists = new Set(loadEvidence().scenarios.map(({ id }) => id));
  const { capture, other, formats } = knowledge.reportEvidence;
  for (const { list } of [capture, other, ...Object.values(formats)]) expect(lists).toContain(list);
  for (const id of Object.keys(formats)) expect(knowledge.formats.map((format) => format.id)).toContain(id);
});
