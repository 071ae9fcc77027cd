import { expect, test } from 'vitest';
import { NslookupTalk } from '../../../../src/tools/nslookup/talk.ts';

/** What the last of several lines at the prompt asks for. */
function asked(...lines: readonly string[]): string | null {
  const talk = new NslookupTalk();
  return (
    lines
      .map((line) => talk.say(line))
      .at(-1)
      ?.join(' ') ?? null
  );
}

test.each<[readonly string[], string | null]>([
  [['a.example'], 'a.example'],
  [['a.example 10.0.0.4'], 'a.example 10.0.0.4'],
  [['a.example   10.0.0.4'], 'a.example 10.0.0.4'],
  [['server 10.0.0.4', 'a.example'], 'a.example 10.0.0.4'],
  [['lserver 10.0.0.4', 'a.example'], 'a.example 10.0.0.4'],
  [['SERVER 10.0.0.4', 'a.example'], 'a.example 10.0.0.4'],
  [['server 10.0.0.4', 'a.example 10.0.0.5'], 'a.example 10.0.0.5'],
  [['server 10.0.0.4', 'server', 'a.example'], 'a.example'],
  [['set type=AAAA', 'a.example'], '-type=AAAA a.example'],
  [['set ty=MX', 'a.example'], '-type=MX a.example'],
  [['set querytype=A', 'a.example'], '-type=A a.example'],
  [['set query=A', 'a.example'], '-type=A a.example'],
  [['set q=A', 'server 10.0.0.4', 'a.example'], '-type=A a.example 10.0.0.4'],
  [['SET Q=A', 'a.example'], '-type=A a.example'],
  [['set debug', 'a.example'], 'a.example'],
  [['set xtype=A', 'a.example'], 'a.example'],
  [['set type=A!', 'a.example'], 'a.example'],
  [['say type=A', 'a.example'], 'a.example'],
  // nothing is asked for
  [[''], null],
  [['this is prose'], null],
  ...['set', 'server', 'lserver', 'root', 'ls', 'view', 'finger', 'help', '?', 'quit', 'exit', 'EXIT'].map(
    (word): [readonly string[], null] => [[`${word} x`], null],
  ),
])('%j', (lines, expected) => {
  expect(asked(...lines)).toBe(expected);
});
