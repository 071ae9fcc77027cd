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
