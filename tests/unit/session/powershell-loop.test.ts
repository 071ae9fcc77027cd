import { describe, expect, test } from 'vitest';
import { listOf, loopOf, type Lists } from '../../../src/session/powershell-loop.ts';

const LISTS: Lists = new Map([
  ['hosts', ['a.example', 'b.example']],
  ['urls', ['https://a.example/x']],
]);

/** What a line runs for each value; `?` before it where its values are not known. */
function runs(line: string): string[] | null {
  const loop = loopOf(line, LISTS);
  return loop === null ? null : loop.bodies.map((body) => `${loop.values === null ? '? ' : ''}${body.trim()}`);
}

const BOTH = ['ask a.example }', 'ask b.example }'];
const OPEN = ['? ask any.invalid }'];

describe('a loop', () => {
  test.each<[string, readonly string[]]>([
    // foreach
    ['foreach ($h in "a.example","b.example") { ask $h }', BOTH],
    ['foreach($h in @("a.example", "b.example")){ask $h }', BOTH],
    ["ForEach    (    $Host_1    in    'a.example','b.example'    )    { ask $host_1 }", BOTH],
    ['foreach ($h in $hosts) { ask $h }', BOTH],
    ['foreach ($h in $Hosts ) { ask $h }', BOTH],
    ['foreach ($h in ("a.example","b.example")) { ask $h }', BOTH],
    ['foreach ($h in a.example,b.example) { ask $h }', BOTH],
    ['$r = foreach ($h in $hosts) { ask $h }', BOTH],
    ['foreach ($h in\n"a.example",\n"b.example"\n) { ask $h }', BOTH],
    ['foreach ($u in $urls) { ask $u }', ['ask https://a.example/x }']],
    ['foreach ($u in "https://a.example:8443/x?y") { ask $u }', ['ask https://a.example:8443/x?y }']],
    ['foreach ($h in "10.0.0.4") { ask $h }', ['ask 10.0.0.4 }']],
    ['foreach ($h in localhost) { ask $h }', ['ask localhost }']],
    // ForEach-Object
    ['"a.example","b.example" | ForEach-Object { ask $_ }', BOTH],
    ["'a.example', 'b.example' |    %    { ask $_ }", BOTH],
    ['$hosts | foreach { ask $PSItem }', BOTH],
    ['$hosts|foreach{ask $_ }', BOTH],
    ['$hosts | ForEach-Object -Process { ask $_ }', BOTH],
    ['$hosts | ForEach-Object    -parallel    { ask $_ }', BOTH],
    ['@("a.example","b.example") | % { ask $_ }', BOTH],
    // the method
    ['$hosts.ForEach({ ask $_ }', BOTH],
    ['("a.example","b.example").foreach(    { ask $_ }', BOTH],
  ])('whose values are known: %j', (line, bodies) => {
    expect(runs(line)).toEqual(bodies);
  });

  test.each([
    'foreach ($h in $others) { ask $h }',
    'foreach ($h in Get-Content hosts.txt) { ask $h }',
    'foreach ($h in (Get-Content hosts.txt)) { ask $h }',
    'foreach ($h in "a.example", "$x.example") { ask $h }',
    'foreach ($h in "a.example", "b.example\') { ask $h }',
    'foreach ($h in "a.example", "") { ask $h }',
    'foreach ($h in "a.example", ") { ask $h }',
    'foreach ($h in \'a.example") { ask $h }',
    'foreach ($h in "a b") { ask $h }',
    'foreach ($h in "a|b") { ask $h }',
    'foreach ($h in "a;b") { ask $h }',
    'foreach ($h in a"b) { ask $h }',
    "foreach ($h in a'b) { ask $h }",
    'foreach ($h in @()) { ask $h }',
    'foreach ($h in , ,) { ask $h }',
    // ports, numbers
    'foreach ($h in 80, 443) { ask $h }',
    'foreach ($h in "a.example", 443) { ask $h }',
    'foreach ($h in "https://443/a.example") { ask $h }',
    'foreach ($h in "a?example!", "é.example") { ask $h }',
    '$others | % { ask $_ }',
    'Get-Content hosts.txt | ForEach-Object { ask $_ }',
    '$others.ForEach({ ask $_ }',
  ])('whose values are not: %j', (line) => {
    expect(runs(line)).toEqual(OPEN);
  });

  test.each([
    'ask a.example',
    'foreach $h in $hosts { ask $h }',
    'foreach (h in $hosts) { ask $h }',
    'foreach ($h in $hosts) ask $h',
    'myforeach ($h in $hosts) { ask $h }',
    'foreach ($hin $hosts) { ask $h }',
    'foreach ($h in$hosts) { ask $h }',
    '$hosts | Where-Object { $_ }',
    '$hosts | foreach-object Name',
    '$hosts foreach { ask $_ }',
    '$hosts | ForEach-Object -Begin { ask $_ }',
    '$hosts.ForEach("x")',
    '$hosts-ForEach({ ask $_ }',
    `foreach ($h in $hosts) { ask $h } #${'x'.repeat(8192)}`,
  ])('is none: %#', (line) => {
    expect(runs(line)).toBeNull();
  });

  test('of the longest line', () => {
    const line = 'foreach ($h in $hosts) { ask $h }'.padEnd(8192);
    expect(runs(line)).toEqual(BOTH);
    expect(runs(`${line} `)).toBeNull();
  });

  test('its values', () => {
    expect(loopOf('foreach ($h in $hosts) { ask $h }', LISTS)?.values).toEqual(['a.example', 'b.example']);
    expect(loopOf('foreach ($h in $others) { ask $h }', LISTS)?.values).toBeNull();
  });

  test('of no more than 64 values', () => {
    const hosts = (count: number) => Array.from({ length: count }, (_, at) => `h${at}.example`).join(',');
    expect(runs(`foreach ($h in ${hosts(64)}) { ask $h }`)).toHaveLength(64);
    expect(runs(`foreach ($h in ${hosts(65)}) { ask $h }`)).toEqual(OPEN);
  });

  test.each([
    'foreach ($h in $hosts) { foreach ($p in 80, 443) { ask $h } }',
    'foreach ($h in $hosts) { 80, 443 | % { ask $h } }',
  ])('with another one in it asks for more than one thing: %s', (line) => {
    expect(runs(line)).toHaveLength(1);
    expect(runs(line)?.[0]).toMatch(/^\? .*ask any\.invalid/u);
  });
});

describe('the variable within the loop', () => {
  test.each<[string, string]>([
    ['ask $h', 'ask a.example'],
    ['ask $H 443; ask ${h}', 'ask a.example 443; ask a.example'],
    ['"$($h): x"', '"a.example: x"'],
    ['"https://$h/x"', '"https://a.example/x"'],
    ['"${h}x $($h)x"', '"a.examplex a.examplex"'],
    ['$h.$h', 'a.example.a.example'],
    ['"$h."', '"a.example."'],
    ['"$h.blob.core.example"', '"a.example.blob.core.example"'],
    [`"$h.${'x'.repeat(41)}"`, `"a.example.${'x'.repeat(41)}"`],
    // another variable, a property
    ['ask $hh $h_ $h1', 'ask $hh $h_ $h1'],
    ['ask $h.Name', 'ask $h.Name'],
    ['ask $h.Name $h', 'ask $h.Name a.example'],
    [`"$h.${'x'.repeat(40)}"`, `"$h.${'x'.repeat(40)}"`],
    ['ask h $x', 'ask h $x'],
  ])('%j is %j', (body, written) => {
    expect(loopOf(`foreach ($h in "a.example") {${body}`, LISTS)?.bodies).toEqual([written]);
  });

  test('has two names behind a pipe, and is no other there', () => {
    expect(loopOf('"a.example" | % {ask $_ $PSItem ${psitem} $h', LISTS)?.bodies).toEqual([
      'ask a.example a.example a.example $h',
    ]);
    expect(loopOf('foreach ($h in "a.example") {ask $_', LISTS)?.bodies).toEqual(['ask $_']);
  });
});

describe('a list that a variable holds', () => {
  test.each<[string, readonly [string, readonly string[]] | null]>([
    ['$hosts = "a.example", "b.example"', ['hosts', ['a.example', 'b.example']]],
    ["$Hosts=@('a.example','b.example')", ['hosts', ['a.example', 'b.example']]],
    ['        $hosts        =        "a.example"', ['hosts', ['a.example']]],
    ['[string[]]$hosts = "a.example"', ['hosts', ['a.example']]],
    ['[String[]]    $hosts = "a.example";', ['hosts', ['a.example']]],
    ['$urls = "https://a.example/x"', ['urls', ['https://a.example/x']]],
    ['$hosts = @("a.example"\n"b.example")', ['hosts', ['a.example', 'b.example']]],
    ['$hosts = "a.example"\r\n', ['hosts', ['a.example']]],
    ['$hosts = $others', null],
    ['$ports = 80, 443', null],
    ['$hosts = Get-Content hosts.txt', null],
    ['x $hosts = "a.example"', null],
    ['hosts = "a.example"', null],
    ['$hosts "a.example"', null],
    ['         $hosts = "a.example"', null],
    [`$hosts = "a.example"${' '.repeat(8192)}`, null],
  ])('%j', (line, list) => {
    expect(listOf(line)).toEqual(list);
  });
});
