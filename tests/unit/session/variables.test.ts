import { describe, expect, test } from 'vitest';
import type { RawProbe } from '../../../src/session/raw-probe.ts';
import { ToolTable, type SessionTool } from '../../../src/session/tool-table.ts';
import { assignedIn, Variables } from '../../../src/session/variables.ts';

const TABLE = new ToolTable({
  tools: [
    { id: 'ask', names: ['ask'], cmdlet: true } as unknown as SessionTool,
    {
      id: 'test',
      names: ['test'],
      cmdlet: true,
      assigns: ({ last }: RawProbe) => last === 9,
    } as unknown as SessionTool,
  ],
  unread: [],
});

const probe = (first = 1, last = first, tool = 'ask'): RawProbe => ({ tool, first, last }) as RawProbe;

const LONG_NAME = 'n'.repeat(64);

describe('the variable to which a line gives a value', () => {
  test.each<[string, string | null]>([
    ['$r = ask a.example', 'r'],
    ['$Res=ask a.example', 'res'],
    ['$res_2        = ask a.example', 'res_2'],
    ['$r         = ask a.example', null],
    [`$${LONG_NAME} = 1`, LONG_NAME],
    [`$${LONG_NAME}n = 1`, null],
    ['try { $r = ask a.example } catch { }', 'r'],
    ['try {$r = ask a.example}', 'r'],
    ['cls;$r = ask a.example', 'r'],
    ['($r = ask a.example).Status', 'r'],
    ['  $r = 1', 'r'],
    // no assignment to a variable of the script
    ['$r == 1', null],
    ['$r.Status = 1', null],
    ['"$r = 1"', null],
    ['x$r = 1', null],
    ['$env:r = 1', null],
    ['$r -eq 1', null],
    ['$r', null],
    ['r = 1', null],
    [`${'x'.repeat(394)} $r = 1`, 'r'],
    [`${'x'.repeat(396)} $r = 1`, null],
  ])('%j: %s', (line, name) => {
    expect(assignedIn(line)).toBe(name);
  });
});

describe('the run whose result a line shows', () => {
  test.each<[string, string]>([
    ['$r = ask a.example', '$r'],
    ['$R = ask a.example', '$r.StatusCode'],
    ['$r = ask a.example', '"$R"'],
    ['$r = ask a.example', '"${r}"'],
    ['$r = ask a.example', '$r | Select-Object $r.Status'],
    ['$r = ask a.example', 'Write-Host $other $r'],
    // what comes of a method is kept in its object
    ['$c.Connect("a.example", 443)', '$c.Connected'],
    ["$Client.ConnectAsync('a.example', 443)", '$client'],
    [`$c.${'m'.repeat(40)}('a.example')`, '$c'],
  ])('of %j: %j', (assigned, shown) => {
    const variables = new Variables();
    const run = probe();
    variables.assign(assigned, run);
    expect(variables.shownBy(shown, TABLE)).toBe(run);
  });

  test.each<[string, string]>([
    ['$r = ask a.example', '$rr'],
    ['$rr = ask a.example', '$r'],
    ['$r = ask a.example', 'r'],
    ['$r = ask a.example', `$r ${'x'.repeat(398)}`],
    ['ask a.example', '$r'],
    ['x $c.Connect("a.example", 443)', '$c'],
    ['$c.Connect', '$c'],
    ['$c.a.Connect("a.example")', '$c'],
    [`$c.${'m'.repeat(41)}('a.example')`, '$c'],
  ])('none of %j: %j', (assigned, shown) => {
    const variables = new Variables();
    variables.assign(assigned, probe());
    expect(variables.shownBy(shown, TABLE)).toBeNull();
  });

  test('a text of 400 characters is still looked through', () => {
    const variables = new Variables();
    const run = probe();
    variables.assign('$r = ask a.example', run);
    expect(variables.shownBy(`$r ${'x'.repeat(397)}`, TABLE)).toBe(run);
  });

  test('where it shows two of them nothing tells which', () => {
    const variables = new Variables();
    variables.assign('$a = ask a.example', probe(1));
    variables.assign('$b = ask b.example', probe(2));
    expect(variables.shownBy('$a, $b', TABLE)).toBeNull();
    expect(variables.shownBy('$b', TABLE)?.first).toBe(2);
  });

  test('the last one that gave the variable its value', () => {
    const variables = new Variables();
    variables.assign('$r = ask a.example', probe(1));
    variables.assign('$r = ask b.example', probe(2));
    expect(variables.shownBy('$r', TABLE)?.first).toBe(2);
  });

  test('one that failed, as it printed something, left what was there', () => {
    const variables = new Variables();
    variables.assign('$r = ask a.example', probe(1));
    variables.assign('$r = ask b.example', probe(2, 4));
    expect(variables.shownBy('$r', TABLE)?.first).toBe(1);
    variables.forget('r');
    expect(variables.shownBy('$r', TABLE)).toBeNull();
  });

  test('its tool knows better what gives a value', () => {
    const variables = new Variables();
    variables.assign('$r = test a.example', probe(1, 1, 'test'));
    expect(variables.shownBy('$r', TABLE)).toBeNull();
    variables.assign('$r = test b.example', probe(2, 9, 'test'));
    expect(variables.shownBy('$r', TABLE)?.first).toBe(2);
  });

  test('a tool that is not known gives one when it printed nothing', () => {
    const variables = new Variables();
    variables.assign('$r = other a.example', probe(1, 1, 'other'));
    expect(variables.shownBy('$r', TABLE)?.first).toBe(1);
  });

  test('one that failed unseen hides what was there', () => {
    const variables = new Variables();
    variables.assign('$r = ask a.example', probe(1));
    variables.assign('$r = ask b.example -ea 0', probe(2));
    expect(variables.shownBy('$r', TABLE)).toBeNull();
  });

  test('what stands in the place of another run', () => {
    const variables = new Variables();
    const [run, other, shown] = [probe(1), probe(2), probe(3, 5)];
    variables.assign('$r = ask a.example', run);
    variables.assign('$s = ask b.example', other);
    expect(variables.isShown(shown)).toBe(false);
    variables.replace(run, shown);
    expect([variables.isShown(shown), variables.isShown(run)]).toEqual([true, false]);
    // it is not asked for its lines
    expect(variables.shownBy('$r', TABLE)).toBe(shown);
    expect(variables.shownBy('$s', TABLE)).toBe(other);
  });

  test('of very many variables no more is kept', () => {
    const variables = new Variables();
    for (let at = 0; at <= 257; at += 1) variables.assign(`$v${at} = ask a.example`, probe(at + 1));
    expect(variables.shownBy('$v256', TABLE)?.first).toBe(257);
    expect(variables.shownBy('$v257', TABLE)).toBeNull();
  });
});

/** Whether a line, and what was said before it, leaves open whether its variable has its value from its command. */
function isSilent(line: string, ...before: readonly string[]): boolean {
  const variables = new Variables();
  for (const text of before) variables.hear(text);
  variables.assign(line, probe());
  return variables.shownBy('$r', TABLE) === null;
}

describe('a command whose failure is not shown', () => {
  test.each([
    '$r = ask a.example -ErrorAction SilentlyContinue',
    '$r = ask a.example -erroraction:Ignore',
    '$r = ask a.example -EA 0',
    '$r = ask a.example -ea    "silentlycontinue"',
    "$r = ask a.example -ea 'Ignore'",
    '$r = ask a.example -ea i',
    '$r = ask a.example -ea $action',
    '$r = ask a.example -ea si',
    '$r = ask a.example -ea 4',
    '$r = ask a.example 2>$null',
    '$r = ask a.example *> $null',
    '$r = ask @common',
    '$r = ask @_p -Verbose',
    'try { $r = ask a.example } catch { Write-Host failed }',
    '$r = ask a.example; $ErrorActionPreference = "SilentlyContinue"',
  ])('%s', (line) => {
    expect(isSilent(line)).toBe(true);
  });

  test.each([
    '$r = ask a.example',
    '$r = ask a.example -ErrorAction Stop',
    '$r = ask a.example -ea 1',
    '$r = ask a.example -ea "stop"',
    '$r = ask a.example x-ea 0',
    '$r = ask a.example -easy 0',
    '$r = ask a.example -ea     0',
    '$r = ask a.example 1>$null',
    '$r = ask a.example 2>  $null',
    '$r = ask a.example 2>null',
    '$r = ask me@common',
    '$r = ask @1',
    '$r = ask catcher.example',
    '$r = ask a.example; $ErrorActionPreference = "Stop"',
  ])('not of %s', (line) => {
    expect(isSilent(line)).toBe(false);
  });
});

describe('what is to happen with the failures of all commands', () => {
  test.each([
    '$ErrorActionPreference = "SilentlyContinue"',
    "$erroractionpreference='ignore'",
    '$ErrorActionPreference = 0',
    '$ErrorActionPreference = 4',
    '$ErrorActionPreference        =        "Ignore"',
    '$ErrorActionPreference = [System.Management.Automation.ActionPreference]::SilentlyContinue',
    '$global:ErrorActionPreference = "SilentlyContinue"',
    'Set-Variable ErrorActionPreference SilentlyContinue',
    'Set-Variable -Name ErrorActionPreference -Value SilentlyContinue',
    'Set-Variable "ErrorActionPreference" "Ignore"',
    "$PSDefaultParameterValues['*:ErrorAction'] = 'SilentlyContinue'",
    '$PSDefaultParameterValues["Ask-It:EA"]="Ignore"',
    "$PSDefaultParameterValues = @{ '*:ErrorAction' = 'SilentlyContinue' }",
    "$PSDefaultParameterValues=@{'*:ErrorAction'='SilentlyContinue'}",
    "$PSDefaultParameterValues    =    @{    '*:ErrorAction' = 'SilentlyContinue' }",
    "$PSDefaultParameterValues.Add('*:ErrorAction', 'SilentlyContinue')",
    "$PSDefaultParameterValues    .Add(  '*:ErrorAction', 'SilentlyContinue')",
    "$PSDefaultParameterValues    [  '*:ErrorAction'] = 'Ignore'",
    // the last one counts
    '$ErrorActionPreference = "Stop"; $ErrorActionPreference = "Ignore"',
  ])('they are hidden: %s', (said) => {
    expect(isSilent('$r = ask a.example', said)).toBe(true);
  });

  test.each([
    '$ErrorActionPreference = "Stop"',
    '$ErrorActionPreference = "Continue"',
    '$ErrorActionPreference = 1',
    '$ErrorActionPreference = 40',
    '$ErrorActionPreference = "Ignored"',
    '$ErrorActionPreference = "xIgnore"',
    '$ErrorActionPreference',
    '$MyErrorActionPreference = "Ignore"',
    '$WarningPreference = "SilentlyContinue"',
    "$PSDefaultParameterValues['*:WarningAction'] = 'SilentlyContinue'",
    "$PSDefaultParameterValues['ErrorAction'] = 'SilentlyContinue'",
    "$Values['*:ErrorAction'] = 'SilentlyContinue'",
    '$ErrorActionPreference = "Ignore"; $ErrorActionPreference = "Stop"',
    `${'x'.repeat(400)} $ErrorActionPreference = "Ignore"`,
  ])('they are shown: %s', (said) => {
    expect(isSilent('$r = ask a.example', said)).toBe(false);
  });

  test('until another line says otherwise', () => {
    const hidden = '$ErrorActionPreference = "Ignore"';
    expect(isSilent('$r = ask a.example', hidden, 'Get-Date')).toBe(true);
    expect(isSilent('$r = ask a.example', hidden, '$ErrorActionPreference = "Continue"')).toBe(false);
  });
});

describe('a line may show what an earlier command left in its variable', () => {
  const may = (line: string, ...before: readonly string[]) => {
    const variables = new Variables();
    for (const text of before) variables.hear(text);
    return variables.mayShowOlder(line, [null, 'a.example']);
  };

  test.each([
    '$r = ask a.example -ea 0; $r',
    '$r = ask A.Example -ea 0; $r',
    '$r = ask $h -ea 0; $r',
    '$x = 1; $r = ask a.example 2>$null; $r',
    'try { $r = ask a.example } catch { Write-Host failed }; $r.Status',
    'try { $r = ask a.example } catch { Write-Host failed } "$R"',
    'try { $r = ask a.example } catch { } Write-Host ${r}',
    'try { $r = ask a.example } catch { $s = 1 }; $r',
    '$s = 1; try { $t = $h; $r = ask a.example } CATCH { }; $t',
  ])('%s', (line) => {
    expect(may(line)).toBe(true);
  });

  test.each([
    '$r = ask a.example; $r',
    // nothing is kept
    'ask a.example -ea 0',
    // another host, or none: an object that is there in any case
    '$r = New-Object Net.Client; $r.Connect("a.example") 2>$null',
    '$r = ask b.example -ea 0; ask a.example',
    '$r = 1\nask $h -ea 0',
    // the block gives it another value, or leaves
    'try { $r = ask a.example } catch { $r = $null }; $r',
    'try { $r = ask a.example } catch { continue }; $r',
    'try { $r = ask a.example } catch { return }; $r',
    'try { $r = ask a.example } catch { break }; $r',
    'try { $r = ask a.example } catch { exit 1 }; $r',
    'try { $r = ask a.example } catch { Throw }; $r',
    // it is not shown behind the block
    'try { $r = ask a.example; $r } catch { Write-Host $r',
    'try { $r = ask a.example; $r } catch { Write-Host failed }',
    'try { $r = ask a.example; $r } catch { $r.Status }',
    'try { $r = ask a.example } catch { }; $rr',
    'try { $r = ask a.example } finally { }; $r',
    `${'x'.repeat(400)} $r = ask a.example -ea 0; $r`,
  ])('not %j', (line) => {
    expect(may(line)).toBe(false);
  });

  test('where failures are hidden altogether', () => {
    const hidden = '$ErrorActionPreference = "Ignore"';
    expect(may('$r = ask a.example; $r', hidden)).toBe(true);
    expect(may('ask a.example', hidden)).toBe(false);
  });
});
