import { describe, expect, test } from 'vitest';
import { linesOfRuns } from '../../../support/runs.ts';

const METER = '  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0';
const HEADING = '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current';
const NOT_FOUND = 'HTTP/1.1 404 Not Found';
const TIMED_OUT = 'curl: (28) Connection timed out after 5000 milliseconds';
const RESET = 'curl: (35) Recv failure: Connection reset by peer';
const REFUSED = 'curl: (56) CONNECT tunnel failed, response 403';
const FORBIDDEN = 'HTTP/1.1 403 Forbidden';

describe('which lines of curl belong to one run', () => {
  test.each<[string, readonly string[], string]>([
    ['an answer', [NOT_FOUND], '1-1'],
    ['a progress meter and what came of it', [HEADING, METER, TIMED_OUT], '1-3'],
    ['another meter', [HEADING, METER, TIMED_OUT, HEADING, METER, TIMED_OUT], '1-3 4-6'],
    ['two errors', [TIMED_OUT, TIMED_OUT], '1-1 2-2'],
    ['an error behind an answer', [NOT_FOUND, TIMED_OUT], '1-1 2-2'],
    ['an answer behind an error', [TIMED_OUT, NOT_FOUND], '1-1 2-2'],
    ['two answers', [NOT_FOUND, NOT_FOUND], '1-2'],
    ["a proxy's answer and the error that follows from it", [FORBIDDEN, REFUSED], '1-2'],
    ['the other way round', [REFUSED, FORBIDDEN], '1-2'],
    ['an answer behind an error of TLS', [RESET, NOT_FOUND], '1-1 2-2'],
  ])('%s', (_, lines, expected) => {
    expect(linesOfRuns(...lines)).toBe(expected);
  });

  test.each<[string, readonly string[], string]>([
    ['an error behind an answer', [NOT_FOUND, TIMED_OUT], '1-3'],
    ['an answer behind an error of TLS', [RESET, NOT_FOUND], '1-3'],
    ['an answer behind another error lost its command', [TIMED_OUT, NOT_FOUND], '1-2'],
    ['two errors', [TIMED_OUT, 'curl: (6) Could not resolve host: b.example'], '1-2 3-3'],
  ])('behind a command: %s', (_, lines, expected) => {
    expect(linesOfRuns('$ curl -I https://a.example', ...lines)).toBe(expected);
  });
});
