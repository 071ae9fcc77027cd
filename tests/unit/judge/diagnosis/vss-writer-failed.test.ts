import { expect, test } from 'vitest';
import { vssWriterFailed } from '../../../../src/judge/diagnosis/vss-writer-failed.ts';
import type { Knowledge } from '../../../../src/knowledge/types.ts';
import type { MessageFinding } from '../../../../src/model/finding.ts';
import { someFacts } from '../../../support/facts.ts';

const signatures = [
  { id: 'writer', rootCause: 'vss-writer-failed' },
  { id: 'other' },
] as unknown as Knowledge['signatures'];
const message = (signature: string, params: MessageFinding['params'] = {}): MessageFinding => ({
  signature,
  verdict: 'informational',
  line: 1,
  start: 0,
  end: 1,
  count: 1,
  firstAt: null,
  lastAt: null,
  params,
});
const params = (...findings: MessageFinding[]) =>
  vssWriterFailed(someFacts({ findings, knowledge: { signatures } })).map((finding) => finding.params);

test('a message that names it', () => {
  const facts = someFacts({
    findings: [message('writer', { word: 'NTDS', text: 'Timed out' })],
    knowledge: { signatures },
  });
  expect(vssWriterFailed(facts)).toMatchObject([
    {
      id: 'vss-writer-failed',
      confidence: 'likely',
      endpoints: [],
      rank: 'failure',
      params: { writers: 'NTDS', error: 'Timed out' },
    },
  ]);
});

test('the error is told where all writers have the same', () => {
  const timeout = message('writer', { word: 'NTDS', text: 'Timed out' });
  expect(params(timeout, message('writer', { word: 'SqlServerWriter', text: 'Timed out' }))).toEqual([
    { writers: 'NTDS、SqlServerWriter', error: 'Timed out' },
  ]);
  expect(params(timeout, message('writer', { word: 'SqlServerWriter', text: 'Retryable error' }))).toEqual([
    { writers: 'NTDS、SqlServerWriter' },
  ]);
});

test('a writer without a name, and at most three with one', () => {
  expect(params(message('writer'))).toEqual([{}]);
  const many = ['a', 'b', 'b', 'c', 'd'].map((word) => message('writer', { word }));
  expect(params(...many)).toEqual([{ writers: 'a、b、c' }]);
});

test('not for another message, and not for none', () => {
  expect(params(message('other'))).toEqual([]);
  expect(params()).toEqual([]);
});
