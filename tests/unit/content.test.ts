import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadDiagnoses, loadEvidence, loadSignatures, loadStages } from '../../src/knowledge/load-files.ts';
import { Pattern } from '../../src/signatures/pattern.ts';
import { SignatureMatcher } from '../../src/signatures/matcher.ts';
import { undressed } from '../../src/text/clean.ts';
import { fold } from '../../src/text/fold.ts';
import { knowledge } from '../support/analyzer.ts';
import { finder, search } from '../support/finder.ts';

const signatures = loadSignatures();
const lists = loadEvidence().scenarios.map(({ id }) => id);
const ids = new Set(signatures.map(({ id }) => id));
const matcher = new SignatureMatcher(knowledge.signatures);
const CONTENT = new URL('../../content/', import.meta.url);

const HEADINGS = {
  signatures: ['意味', '判定', 'よくある原因', '次に確認すること', '採取する情報'],
  diagnoses: ['何が起きているか', 'そう判断する根拠', '対処', '当てはまらない場合', '採取する情報'],
};

/** Verdicts as pages say them. */
const SAID = {
  reachable: '到達できる',
  unreachable: '到達できない',
  indeterminate: '判断できない',
  not_run: '未実施',
  informational: '参考情報',
};

function page(kind: keyof typeof HEADINGS, id: string): string {
  return readFileSync(new URL(`${kind}/${id}/ja.mdx`, CONTENT), 'utf8');
}

function headings(kind: keyof typeof HEADINGS, id: string): string[] {
  return [...page(kind, id).matchAll(/^## (.+)$/gmu)].map(([, heading]) => heading ?? '');
}

test('over 400 messages have a page, as README says', () => {
  expect(signatures.length).toBeGreaterThan(400);
});

describe.each(signatures)('signature $id', (signature) => {
  test('each example is explained by it and by no other, each pattern by an example', () => {
    expect(
      signature.examples.map((example) => ({ example, id: matcher.match(undressed(example))?.signature.id })),
    ).toEqual(signature.examples.map((example) => ({ example, id: signature.id })));
    const unused = signature.patterns.filter((source) => {
      const own = new Pattern(source);
      return !signature.examples
        .map(undressed)
        .some((example) =>
          Array.from(example, (_, at) => at).some(
            (at) => typeof own.matchAt(example, at) === 'object' && own.matchAt(example, at) !== null,
          ),
        );
    });
    expect(unused).toEqual([]);
  });

  test('its page has the headings in their order, and its relations exist', () => {
    expect(headings('signatures', signature.id)).toEqual(HEADINGS.signatures);
    expect(signature.related.filter((id) => !ids.has(id) || id === signature.id)).toEqual([]);
  });

  test('an informational line has no cause, any other has one', () => {
    expect(signature.cause === null).toBe(signature.verdict === 'informational');
  });

  test('its verdict, layer and cause go together', () => {
    const { verdict, layer, cause } = signature;
    const answered = cause === 'ok' || cause === 'http_error_from_destination';
    expect(answered).toBe(verdict === 'reachable');
    // dns_timeout is of the layer dns; a timeout may be of any
    const [, family = layer] = /^(dns|tls|proxy|tool)(?:_|$)/u.exec(cause ?? '') ?? [];
    expect(layer).toBe(family);
    if (cause === 'tool_missing') expect(verdict).toBe('not_run');
  });

  test('each number that decides has an example, and so have the others', () => {
    if (signature.ranges === undefined) return;
    const decided = signature.examples.map((example) => {
      const found = matcher.match(example);
      return { ...found?.signature, n: Number(found?.values.n) };
    });
    for (const { from, to, verdict, cause } of signature.ranges) {
      expect((verdict === 'informational') === (cause === null)).toBe(true);
      expect(cause === 'ok' || cause === 'http_error_from_destination').toBe(verdict === 'reachable');
      const within = decided.filter(({ n }) => from <= n && n <= to);
      expect(within, `${from}-${to}`).not.toEqual([]);
      for (const own of within) expect([own.verdict, own.cause]).toEqual([verdict, cause]);
    }
    const others = decided.filter(({ n }) => !signature.ranges?.some(({ from, to }) => from <= n && n <= to));
    expect(others).not.toEqual([]);
    for (const own of others) expect([own.verdict, own.cause]).toEqual([signature.verdict, signature.cause]);
  });

  test('its page says its verdict, and every other that a number gives it', () => {
    const page = readFileSync(new URL(`signatures/${signature.id}/ja.mdx`, CONTENT), 'utf8');
    const section = /^## 判定\n(.+?)^## /msu.exec(page)?.[1] ?? '';
    for (const { verdict } of [signature, ...(signature.ranges ?? [])])
      expect(section).toContain(`「${SAID[verdict]}」`);
  });

  test('public pages or articles show it, and its evidence list exists', () => {
    expect(signature.sources).not.toEqual([]);
    if (signature.evidence !== null) expect(lists).toContain(signature.evidence);
  });

  test('explaining an example names it first', () => {
    for (const example of signature.examples) expect(finder.explain(example)[0]?.id).toBe(signature.id);
  });
});

test('no pattern belongs to two signatures', () => {
  const all = signatures.flatMap(({ patterns }) => patterns);
  expect(all.filter((pattern, index) => all.indexOf(pattern) !== index)).toEqual([]);
});

test('every curl exit code from 1 to 99 has a signature', () => {
  const codes = Array.from({ length: 99 }, (_, index) => index + 1);
  expect(codes.filter((code) => finder.explain(`curl: (${code}) some text`)[0]?.tool !== 'curl')).toEqual([]);
});

describe.each(knowledge.diagnoses)('diagnosis $id', ({ id }) => {
  test('its page has the headings in their order', () => {
    expect(headings('diagnoses', id)).toEqual(HEADINGS.diagnoses);
  });
});

test('each stage of the list of root causes has some, each with a title that is not its id', () => {
  const used = new Set(loadDiagnoses().map(({ stage }) => stage));
  expect(loadStages().filter(({ id }) => !used.has(id))).toEqual([]);
  for (const { id } of knowledge.diagnoses) expect(page('diagnoses', id).split('\n')[1]).not.toContain(id);
});

test('every root cause that the code names has its texts and its page', () => {
  const folder = new URL('../../src/judge/diagnosis/', import.meta.url);
  const named = readdirSync(folder).flatMap((file) =>
    [
      ...readFileSync(new URL(file, folder), 'utf8').matchAll(
        /(?:id: |failureOf\(|proxyRule\(|whole\([^']*)'([a-z0-9-]+)'(?=[,)\s])/gu,
      ),
    ].map(([, id]) => id ?? ''),
  );
  const known = new Set(knowledge.diagnoses.map(({ id }) => id));
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((id) => !known.has(id))).toEqual([]);
});

test('no group of synonyms holds a word twice', () => {
  for (const group of search.synonyms) expect(new Set(group.map(fold)).size).toBe(group.length);
});

test('services, workloads and endpoints name each other rightly', () => {
  const services = new Set(knowledge.services.map(({ id }) => id));
  expect(knowledge.endpoints.filter(({ service }) => !services.has(service))).toEqual([]);
  expect(knowledge.workloads.flatMap(({ needs }) => needs).filter(({ service }) => !services.has(service))).toEqual([]);
  expect(knowledge.workloads.find(({ id }) => id === 'vm')?.needs).toEqual([{ service: 'platform', route: 'direct' }]);
});
