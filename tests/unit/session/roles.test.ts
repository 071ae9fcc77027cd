import { expect, test } from 'vitest';
import { Analyzer } from '../../../src/analyze/log.ts';
import type { Signature } from '../../../src/knowledge/types.ts';
import { analyzer, knowledge } from '../../support/analyzer.ts';

/** What nslookup of a French Windows writes for the words of which our patterns have the English and Japanese. */
const FRENCH: Readonly<Record<string, readonly string[]>> = {
  'nslookup-server': ['Serveur : {word}'],
  'nslookup-name': ['Nom : {host}'],
};

function withFrench(signature: Signature): Signature {
  return { ...signature, patterns: [...signature.patterns, ...(FRENCH[signature.id] ?? [])] };
}

const LOG = `C:\\>nslookup login.microsoftonline.com
Serveur :   dns.contoso.example
Address:  10.0.0.4

Nom :    login.microsoftonline.com
Address:  20.190.141.32
`;

test('patterns of another language are data only: the answer is read as an answer', () => {
  const french = new Analyzer({ ...knowledge, signatures: knowledge.signatures.map(withFrench) });
  const [probe] = french.analyzeText('x.log', LOG).report.probes;
  expect(probe?.status).toBe('reachable');
  expect(probe?.detail).toMatchObject({ addresses: ['20.190.141.32'], server: '10.0.0.4' });
  // without them no name stands before the address, so it is the server's
  expect(analyzer.analyzeText('x.log', LOG).report.probes[0]?.status).not.toBe('reachable');
});

test('two lookups without their commands are told apart by the role of the line that begins one', () => {
  const french = new Analyzer({ ...knowledge, signatures: knowledge.signatures.map(withFrench) });
  const output = LOG.slice(LOG.indexOf('\n') + 1);
  expect(french.analyzeText('x.log', output + output).report.probes).toHaveLength(2);
});
