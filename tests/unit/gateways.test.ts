import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Gateways } from '../../src/gateways/gateways.ts';
import { attributesOf, canonical } from '../../src/gateways/names.ts';
import { loadGatewayMarks } from '../../src/knowledge/load-files.ts';
import type { GatewayMarkSource } from '../../src/knowledge/types.ts';
import { knowledge } from '../support/analyzer.ts';

const marks = loadGatewayMarks();
const gateways = new Gateways(knowledge.gateways);

/** The part of a sample that is looked at in its place: the value of Location, the names of a certificate. */
function inPlace({ where }: GatewayMarkSource, sample: string): string {
  if (where === 'redirect') return sample.slice(sample.indexOf(':') + 1);
  return where === 'issuer' || where === 'subject' ? canonical(attributesOf(sample)) : sample;
}

describe.each(marks.filter(({ patterns }) => patterns.length > 0))('$id ($where, $meaning)', (mark) => {
  const { id, where, meaning, patterns, samples } = mark;

  test.each(samples)('%s', (sample) => {
    const alone = new Gateways({ ...knowledge.gateways, marks: [mark] });
    expect(alone.at(where, inPlace(mark, sample))?.id).toBe(id);
    // among all marks nothing that means something else outweighs it
    expect(gateways.at(where, inPlace(mark, sample))?.meaning).toBe(meaning);
  });

  test('each pattern has a sample', () => {
    for (const pattern of patterns) {
      const alone = new Gateways({ ...knowledge.gateways, marks: [{ ...mark, patterns: [pattern] }] });
      expect(
        samples.some((sample) => alone.at(where, inPlace(mark, sample)) !== null),
        pattern,
      ).toBe(true);
    }
  });
});

test('ids are unique, and what has no words of its own means nothing', () => {
  expect(new Set(marks.map(({ id }) => id)).size).toBe(marks.length);
  expect(marks.filter(({ patterns }) => patterns.length === 0).map(({ meaning }) => meaning)).not.toContain('answered');
});

const FACTS = new URL('../../../shared/facts/gateways.json', import.meta.url);

test.runIf(existsSync(FACTS))('every mark of the collected facts is there, with its meaning', () => {
  const { signatures } = JSON.parse(readFileSync(FACTS, 'utf8')) as {
    signatures: { id: string; where: string; meaning: string }[];
  };
  const own = new Map(marks.map(({ id, where, meaning }) => [id, `${where} ${meaning}`]));
  expect(signatures.filter(({ id, where, meaning }) => own.get(id) !== `${where} ${meaning}`)).toEqual([]);
});

describe('which meaning counts where two marks stand in one text', () => {
  test('an answer outweighs the page of a server that anybody runs', () => {
    const page = '<h1>FortiGuard Intrusion Prevention</h1><hr><center>nginx</center>';
    expect(gateways.at('body', page)?.id).toBe('forti-powered');
  });

  test('case and blanks do not matter, a word within another one does', () => {
    expect(gateways.at('header', 'SERVER:   squid/5.7')?.id).toBe('squid-server');
    expect(gateways.at('body', 'xThe request is blocked.')).toBeNull();
  });
});

describe('where a redirection leads', () => {
  test.each([
    ['https://www.office.com/login#', 'login.microsoftonline.com', 'own'],
    ['/login', 'login.microsoftonline.com', 'own'],
    ['//portal.hotel.example/x', 'login.microsoftonline.com', 'foreign'],
    ['https://www.contoso.co.jp/', 'contoso.co.jp', 'own'],
    ['https://other.co.jp/', 'contoso.co.jp', 'foreign'],
    ['https://evil.example/?u=login.microsoftonline.com', 'login.microsoftonline.com', 'foreign'],
    ['https://login.microsoftonline.com@evil.example/', 'login.microsoftonline.com', 'foreign'],
    ['https://login.microsoftonline.com.evil.example/', 'login.microsoftonline.com', 'foreign'],
    ['http://10.0.0.1:8010/', 'login.microsoftonline.com', 'foreign'],
    ['http://proxysg/?cfru=aHR0', 'x.blob.core.windows.net', 'foreign'],
    ['https://www.microsoft.com/', 'shop.contoso.example', 'foreign'],
  ])('%s from %s: %s', (location, asked, owner) => {
    expect(gateways.redirection(location, asked)).toBe(owner);
  });
});

describe('who signed a certificate', () => {
  const HOST = 'login.microsoftonline.com';
  test.each([
    ['C=US; O=Microsoft Corporation; CN=Microsoft Azure RSA TLS Issuing CA 07', HOST, 'own'],
    ['C = US, O = DigiCert Inc, CN = DigiCert Global G2 TLS RSA SHA256 2020 CA1', HOST, 'own'],
    ['/C=US/O=DigiCert Inc/CN=DigiCert Some Later CA', HOST, 'own'],
    ['C=JP; O=Contoso Ltd.; CN=Contoso Proxy CA', HOST, 'foreign'],
    ['CN=Contoso Proxy CA,O=Contoso Ltd.,C=JP', HOST, 'foreign'],
    ['CN=Contoso-CA', HOST, 'foreign'],
    ["C=US; O=Let's Encrypt; CN=R3", HOST, 'unknown'],
    ["C=US; O=Let's Encrypt; CN=R3", 'www.contoso.example', 'unknown'],
    ['CN="Zscaler Intermediate Root CA (zscalertwo.net) (t) "', 'www.contoso.example', 'foreign'],
    ['C=JP; O=Contoso Ltd.; CN=Contoso Issuing CA', 'www.contoso.example', 'unknown'],
    ['', HOST, 'unknown'],
  ])('%s for %s: %s', (issuer, host, kind) => {
    expect(gateways.signer(issuer, host).kind).toBe(kind);
  });

  test('the subject of a Zscaler certificate names its maker', () => {
    expect(gateways.signer('C=US; O=DigiCert Inc', HOST, 'CN=x; O=Zscaler Inc.; OU=Zscaler Inc.').kind).toBe('foreign');
  });
});
