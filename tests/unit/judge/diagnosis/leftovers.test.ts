import { expect, test } from 'vitest';
import { leftovers } from '../../../../src/judge/diagnosis/leftovers.ts';
import { aFinding, anEndpoint, failing, someFacts } from '../../../support/facts.ts';

test('nothing is left where a root cause speaks for the log, or explains every failure', () => {
  const fails = failing('timeout');
  expect(leftovers(someFacts({ endpoints: [fails] }), [aFinding('failure', fails)])).toStrictEqual([]);
  expect(leftovers(someFacts({ endpoints: [anEndpoint({})] }), [aFinding('remark'), aFinding('state')])).toStrictEqual(
    [],
  );
});

test('a journal without an error says so of itself', () => {
  expect(leftovers(someFacts({ journal: 'Agent' }), [])).toStrictEqual([
    {
      id: 'nothing-tested',
      confidence: 'possible',
      endpoints: [],
      because: [],
      rank: 'state',
      weight: 0,
      params: { journal: 'Agent', of: 'journal' },
    },
  ]);
  expect(leftovers(someFacts({}), [])[0]).not.toHaveProperty('params');
});

test('a text that is not recognised is said to be so only where nothing else is known of it', () => {
  expect(leftovers(someFacts({ recognised: false }), []).map(({ id }) => id)).toEqual(['log-unrecognised']);
  expect(leftovers(someFacts({ recognised: false }), [aFinding('failure')])).toEqual([]);
});
