import { faultText, remarkText } from '#locale/bundle.ts';
import { itemToAdd } from '#locale/evidence.ts';
import { describe, expect, test } from 'vitest';
import type { BundleResult, ItemResult } from '../../../src/model/evidence.ts';
import { reportOfBundle, reportOfUnreadableBundle } from '../../../src/report/evidence-report.ts';
import { evidence } from '../../support/bundles.ts';
import { knowledge } from '../../support/knowledge.ts';

const SOURCE = { name: 'evidence.zip', bytes: 1234 };
const SCENARIO = { id: evidence.scenarios[0]?.id ?? '', title: evidence.scenarios[0]?.title ?? '' };

const item = (id: string, more: Partial<ItemResult> = {}): ItemResult => ({
  id,
  title: `item ${id}`,
  required: true,
  scope: 'full',
  status: 'missing',
  reason: null,
  paths: [],
  files: 0,
  size: 0,
  newest: null,
  flaw: null,
  ...more,
});

/** A bundle with one item that is there. */
const WHOLE: BundleResult = {
  scenario: SCENARIO.id,
  complete: true,
  proven: true,
  candidates: [],
  items: [item('a', { status: 'found' })],
  lacking: [],
  sensitive: [],
  refused: [],
  encrypted: [],
  named: [],
  superfluous: [],
  readable: [],
  entries: 1,
  totals: { sensitive: 0, refused: 0, encrypted: 0, named: 0, superfluous: 0, readable: 0 },
};
const report = (more: Partial<BundleResult> = {}, chosen = false) =>
  reportOfBundle(SOURCE, { ...WHOLE, ...more }, evidence, knowledge, chosen);

describe('the root cause of a bundle', () => {
  test('everything is there', () => {
    const found = report();
    expect(found).toMatchObject({ complete: true, tone: 'ok' });
    expect(found.diagnosis).toMatchObject([
      {
        id: 'evidence-complete',
        confidence: 'certain',
        because: [],
        params: { scenario: SCENARIO.title, missing: 0 },
        steps: [],
        next: [],
      },
    ]);
    expect(found.diagnosis[0]?.summary).toContain(SCENARIO.title);
  });

  test('something is not: a step for each item that is lacking, in the order of the list, and for no other', () => {
    const found = report({
      complete: false,
      items: [
        item('a', { status: 'found' }),
        item('b'),
        item('c', { status: 'suspicious', reason: { kind: 'older' } }),
        item('d'),
      ],
      lacking: ['c', 'b'],
    });
    expect(found).toMatchObject({ complete: false, tone: 'un' });
    const [first, second, ...more] = found.diagnosis[0]?.steps ?? [];
    expect(found.diagnosis).toMatchObject([
      {
        id: 'evidence-incomplete',
        confidence: 'certain',
        because: [],
        params: { scenario: SCENARIO.title, missing: 2 },
      },
    ]);
    expect(more).toEqual([]);
    expect(first).toMatchObject({ command: null, platform: 'any' });
    expect(first?.text).toContain('item b');
    expect(second?.text).toBe(itemToAdd('item c', remarkText({ kind: 'older' })));
    expect(found.diagnosis[0]?.next).toEqual([first?.text, second?.text]);
    expect(found.diagnosis[0]?.title).toContain('2');
  });

  test('nothing belongs to any list', () => {
    const found = report({ scenario: null, complete: false, items: [item('b')], lacking: ['b'] });
    expect(found).toMatchObject({ complete: false, tone: 'un' });
    expect(found.diagnosis).toMatchObject([
      { id: 'evidence-unrecognised', confidence: 'certain', because: [], params: {} },
    ]);
    expect(found.diagnosis[0]?.steps).not.toEqual([]);
    expect(found.diagnosis[0]?.steps.map(({ text }) => text).join('')).not.toContain('item b');
  });

  test('a list that is not known is none', () => {
    expect(report({ scenario: 'made-up' }).diagnosis[0]?.id).toBe('evidence-unrecognised');
  });

  test('it cannot be opened: the reason is told, and no parameter', () => {
    const found = reportOfUnreadableBundle(SOURCE, { kind: 'tar', how: 'cut' }, knowledge);
    expect(found.diagnosis).toMatchObject([
      {
        id: 'evidence-unreadable',
        confidence: 'certain',
        because: [],
        params: {},
        summary: faultText({ kind: 'tar', how: 'cut' }),
      },
    ]);
    expect(found.diagnosis[0]?.steps).not.toEqual([]);
  });
});

describe('the report around it', () => {
  test('names its source and rules, and holds what was found', () => {
    expect(report()).toMatchObject({
      schema: 1,
      kind: 'evidence',
      rules: knowledge.rules,
      source: SOURCE,
      format: 'bundle',
      evidence: WHOLE,
    });
  });

  test.each([true, false])('tells of which list it is, and whether the reader chose it: %s', (chosenByReader) => {
    const { recognised } = report({}, chosenByReader);
    expect(recognised).toMatchObject({ id: 'bundle', because: [], chosenByReader });
    expect(recognised.title).toContain(SCENARIO.title);
    expect(report({ scenario: null }).recognised.title).not.toContain(SCENARIO.title);
  });

  test('of a file that cannot be opened holds nothing', () => {
    const found = reportOfUnreadableBundle(SOURCE, { kind: 'tar', how: 'cut' }, knowledge);
    expect(found).toMatchObject({
      schema: 1,
      kind: 'evidence',
      rules: knowledge.rules,
      source: SOURCE,
      format: 'unknown',
      recognised: { id: 'unknown', because: [], chosenByReader: false },
      complete: false,
      tone: 'un',
    });
    const { totals, ...lists } = found.evidence;
    expect(lists).toMatchObject({ scenario: null, complete: false, entries: 0 });
    expect(
      Object.values(lists)
        .flat()
        .filter((value) => typeof value === 'object' && value !== null),
    ).toEqual([]);
    expect(new Set(Object.values(totals))).toEqual(new Set([0]));
  });
});
