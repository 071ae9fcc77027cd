import { describe, expect, test } from 'vitest';
import { withLoops } from '../../../src/session/posix-loops.ts';
import { simpleCommands } from '../../../src/text/shell-words.ts';

const written = (line: string) => withLoops(simpleCommands(line, 'posix')).map(({ words }) => words.join(' '));

describe('a loop is written out', () => {
  test.each<[string, readonly string[]]>([
    ['for h in a b; do nc -vz $h 443; done', ['nc -vz a 443', 'nc -vz b 443']],
    ['for h in a; do nc "${h}" 443; done; date', ['nc a 443', 'date']],
    ['for h in a b; do nc $h 1; curl $h; done', ['nc a 1', 'curl a', 'nc b 1', 'curl b']],
    ['for h in a b; do for p in 1 2; do nc $h $p; done; done', ['nc a 1', 'nc a 2', 'nc b 1', 'nc b 2']],
    ['for h in a; do nc $host $h.x ${h}x $hx; done', ['nc $host a.x ax $hx']],
    ['for h in a b; do nc $h 443', ['nc a 443', 'nc b 443']],
    ['while read h; do nc $h 1; done <<< "a b"', ['nc a 1', 'nc b 1']],
    ['while read -r h; do nc $h 1; done <<< a', ['nc a 1']],
    ['while read h; do nc $h 1; done <<< " a  b "', ['nc a 1', 'nc b 1']],
    ['date; for h in a; do nc $h 1; done', ['date', 'nc a 1']],
    ['for h in a; do nc $h 1; done; for h in b; do nc $h 2; done', ['nc a 1', 'nc b 2']],
  ])('%s', (line, expected) => {
    expect(written(line)).toEqual(expected);
  });
});

describe('it stays as it is where its values are not told', () => {
  test.each([
    'for h in $HOSTS; do nc $h 443; done',
    'for h in *.txt; do nc $h 443; done',
    'for h; do nc $h 443; done',
    'while read h; do nc $h 1; done < hosts',
    'while true; do nc a 1; done',
    'for h in a $b; do nc $h 443; done',
    'for h of a b; do nc $h 443; done',
    'for h in; do nc $h 443; done',
    'while read h; do nc $h 1; done <<< ""',
    'while read h; do nc $h 1; done',
    'done; nc $h 443',
  ])('%s', (line) => {
    expect(written(line)).toEqual(simpleCommands(line, 'posix').map(({ words }) => words.join(' ')));
  });

  test('very many commands', () => {
    const hosts = (count: number) => Array.from({ length: count }, (_, at) => `h${at}`).join(' ');
    expect(written(`for h in ${hosts(200)}; do nc $h 443; done`)).toHaveLength(200);
    const values = hosts(201);
    expect(written(`for h in ${values}; do nc $h 443; done`)).toContain('nc $h 443');
  });
});
