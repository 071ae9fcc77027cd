import { describe, expect, test } from 'vitest';
import { linesOfRuns } from '../../../support/runs.ts';

const resolving = (host: string) => `Resolving ${host}... 20.1.1.1`;
const connecting = (host: string) => `Connecting to ${host}|20.1.1.1|:443... connected.`;
const answer = (status: string) => `HTTP request sent, awaiting response... ${status}`;
const refused = (host: string) => `Connecting to ${host}|20.1.1.1|:443... failed: Connection refused.`;
const missing = (host: string) => `wget: unable to resolve host address ‘${host}’`;
const whole = (host: string, status = '200 OK') => [resolving(host), connecting(host), answer(status)];

describe('which lines of wget belong to one run', () => {
  test.each<[string, readonly string[], string]>([
    ['a whole one', whole('a.example'), '1-3'],
    ['two of one host', [...whole('a.example'), ...whole('a.example')], '1-3 4-6'],
    ['two of two hosts', [...whole('a.example'), ...whole('b.example')], '1-3 4-6'],
    ['sent on to another host', [...whole('a.example', '302 Found'), ...whole('b.example')], '1-3 4-6'],
    ['sent on within the host', [...whole('a.example', '302 Found'), answer('200 OK')], '1-4'],
    ['sent on by the first status that does so', [...whole('a.example', '300 X'), answer('200 OK')], '1-4'],
    ['and by the last one', [...whole('a.example', '399 X'), answer('200 OK')], '1-4'],
    ['not by an error', [...whole('a.example', '400 X'), resolving('a.example')], '1-3 4-4'],
    ['nor by a success', [...whole('a.example', '299 X'), resolving('a.example')], '1-3 4-4'],
    ['another connection behind a success', [...whole('a.example'), connecting('a.example')], '1-3 4-4'],
    ['another answer behind a success', [...whole('a.example'), answer('200 OK')], '1-3 4-4'],
    ['a connection behind a failure of its name', [missing('a.example'), connecting('a.example')], '1-2'],
    ['a place behind an answer whose host is lost', [answer('200 OK'), resolving('a.example')], '1-1 2-2'],
    [
      'a place behind a failure whose host is lost',
      ['Unable to establish SSL connection.', missing('a.example')],
      '1-2',
    ],
    ['a failure of one address, then another one', [refused('a.example'), refused('a.example')], '1-2'],
    ['a failure, then another host', [missing('a.example'), missing('b.example')], '1-1 2-2'],
    ['a failure, then the same host', [missing('a.example'), resolving('a.example')], '1-1 2-2'],
  ])('%s', (_, lines, expected) => {
    expect(linesOfRuns(...lines)).toBe(expected);
  });

  test.each<[string, readonly string[], string]>([
    ['its own host, twice', [...whole('a.example'), ...whole('a.example')], '1-7'],
    ['another host, to which it was sent on', [...whole('a.example', '302 Found'), ...whole('b.example')], '1-4 5-7'],
  ])('behind a command: %s', (_, lines, expected) => {
    expect(linesOfRuns('$ wget https://a.example/', ...lines)).toBe(expected);
  });
});
