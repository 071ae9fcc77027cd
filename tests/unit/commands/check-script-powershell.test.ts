import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Node } from 'web-tree-sitter';
import { givenProxy, powershellCheck, scriptFile } from '../../../src/commands/check-script.ts';
import { checkedTargets, checkScript } from '../../../src/evidence/check-script.ts';
import { loadCheck } from '../../../src/knowledge/load-files.ts';
import { checkChoice } from '../../support/check-choice.ts';
import { ALLOWED } from '../../support/check-script-allowed.ts';
import { powershellTree } from '../../support/shells.ts';

const check = loadCheck();
/** Every workload at once, so that each kind of destination stands in it. */
const everything = checkScript(
  checkChoice({ workloads: check.workloads.map(({ id }) => id), proxy: '10.1.0.4:3128' }),
  check,
  'windows',
);
const root = powershellTree(everything ?? '');

function all(node: Node, types: readonly string[]): Node[] {
  return node.descendantsOfType([...types]).filter((one) => one !== null);
}

function leaves(node: Node): Node[] {
  return node.childCount === 0
    ? [node]
    : node.children.flatMap((child) => (child === null ? [] : child.type === 'comment' ? [child] : leaves(child)));
}

/** What PowerShell has in the filled lines: every literal as it is read. */
function filled(tree: Node): string[] {
  const literal = (text: string): string => {
    expect(text).toMatch(/^'(?:[^'‘’‚‛]|''|‘‘|’’|‚‚|‛‛)*'$/u);
    return text.slice(1, -1).replaceAll(/(['‘’‚‛])\1/gu, '$1');
  };
  return tree.children.flatMap((list) =>
    (list?.type === 'statement_list' ? list.children : [list]).flatMap((statement) => {
      if (statement === null || statement.type === 'comment') return [];
      const [command] = all(statement, ['command']);
      const literals = all(statement, ['string_literal']).map(({ text }) => literal(text));
      const name = command?.childForFieldName('command_name')?.text ?? '$given';
      // nothing but the name, the literals and the blanks between them
      const bare = command === undefined ? '$given = ' : `${name} `;
      expect(statement.text).toBe(
        bare +
          all(statement, ['string_literal'])
            .map(({ text }) => text)
            .join(' '),
      );
      return [`${name}|${literals.join('|')}`];
    }),
  );
}

describe('the script that is handed out', () => {
  test('is read by the grammar for every region and workload', () => {
    let count = 0;
    for (const { code } of check.regions)
      for (const { id } of check.workloads) {
        const script = checkScript(checkChoice({ workloads: [id], regions: [code] }), check, 'windows') ?? '';
        expect(script).toContain('Add-Target ');
        expect(script).not.toContain('{{');
        expect(powershellTree(script).hasError).toBe(false);
        count += 1;
      }
    expect(count).toBeGreaterThan(100);
  }, 120_000);

  test('calls nothing but what is allowed', () => {
    const own = new Set(all(root, ['function_name']).map(({ text }) => text));
    const commands = all(root, ['command']).map((node) => node.childForFieldName('command_name')?.text ?? '');
    const named = [...new Set(commands)].filter((name) => !own.has(name) && !name.startsWith('"')).sort();
    expect(named).toEqual([...ALLOWED.commands].sort());
    const programs = all(root, ['command_invokation_operator']).map((node) => node.parent?.text);
    expect(programs).toEqual(ALLOWED.programs);
  });

  test('uses no member but what is allowed', () => {
    const statics = new Set<string>();
    const methods = new Set<string>();
    for (const node of all(root, ['invokation_expression', 'member_access'])) {
      const [of, sign, member] = node.children;
      if (sign?.type === '::') statics.add(`${of?.text.slice(1, -1) ?? ''}::${member?.text ?? ''}`);
      else if (node.type === 'invokation_expression') methods.add(member?.text ?? '');
    }
    expect([...statics].sort()).toEqual([...ALLOWED.statics].sort());
    expect([...methods].sort()).toEqual([...ALLOWED.methods].sort());
    // a method whose name is made while it runs would be none of these
    for (const { text } of all(root, ['member_name'])) expect(text).toMatch(/^\w+$/u);
  });

  test('only reads: keys are opened without a right to write, one file is written, nothing is called by its text', () => {
    for (const node of all(root, ['invokation_expression'])) {
      const [, , member, given] = node.children;
      if (member?.text === 'OpenSubKey') expect(given?.text).toBe('($path)');
      if (member?.text === 'AddScript') expect(given?.text).toBe('($work.ToString())');
      if (member?.text === 'WriteAllText') expect(given?.text).toBe('($file, $text, $encoding)');
    }
    expect(everything).not.toMatch(/\biex\b|Invoke-|Add-Type|\[scriptblock\]/iu);
    // dot-sourcing
    expect(all(root, ['command_invokation_operator']).map(({ text }) => text)).toEqual(['&']);
    expect(all(root, ['redirection'])).toEqual([]);
  });

  test('Metadata stands in a request to its own address alone', () => {
    expect(everything?.split('Metadata')).toHaveLength(2);
    expect(everything).toContain(`if ($name -eq '169.254.169.254') { $more = "Metadata: true\`r\`n" }`);
  });
});

describe('PowerShell 5.1', () => {
  const SIGNS: ReadonlySet<string> = new Set(['?', '??', '??=', '?.', '?[', '&&', '||']);
  const signs = (tree: Node): string[] =>
    leaves(tree)
      .map(({ text }) => text)
      .filter((text) => SIGNS.has(text));
  const later = (text: string): boolean => {
    try {
      const tree = powershellTree(text);
      return signs(tree).length > 0 || all(tree, ['ternary_expression']).length > 0;
    } catch {
      return true;
    }
  };

  test('no operator of PowerShell 7', () => {
    // the check itself sees each of them
    for (const text of ['$a ? 1 : 2', '$a ?? 1', '$a ??= 1', 'Get-A && Get-B', 'Get-A || Get-B', '${a}?.b'])
      expect([text, later(text)]).toEqual([text, true]);
    expect(later(everything ?? '')).toBe(false);
  });

  test('no parameter that it lacks', () => {
    expect(all(root, ['command_parameter']).map(({ text }) => text)).not.toContain('-Parallel');
    const known = [
      '-AddressFamily', '-CommandType', '-DestinationPrefix', '-DnsOnly', '-ErrorAction', '-Milliseconds', '-Name',
      '-NoHostsFile', '-PSProvider', '-QuickTimeout', '-Server', '-Type', '-Version',
    ]; // prettier-ignore
    expect([...new Set(all(root, ['command_parameter']).map(({ text }) => text))].sort()).toEqual(known);
  });

  test('what is no ASCII stands in comments and strings', () => {
    const odd = leaves(root).filter(({ type, text, parent }) => {
      const isText = type === 'comment' || type === 'verbatim_string_characters' || inString(parent);
      return !isText && /[^\p{ASCII}]/u.test(text);
    });
    expect(odd.map(({ text }) => text)).toEqual([]);
    // PowerShell takes these for quotes
    expect(everything).not.toMatch(/[‘’‚‛“”„]/u);
    // a letter behind a name would be part of it
    expect(everything).not.toMatch(/\$\w+[^\p{ASCII}]/u);
  });

  function inString(node: Node | null): boolean {
    return node !== null && (/string/u.test(node.type) || inString(node.parent));
  }

  test('the functions that run side by side get all that they call', () => {
    const given = /foreach \(\$one in ('Get-Left'[^)]*)\)/u.exec(everything ?? '')?.[1] ?? '';
    const names = given.split(',').map((one) => one.trim().slice(1, -1));
    const own = new Map(all(root, ['function_statement']).map((node) => [node.child(1)?.text ?? '', node]));
    const work = /\$work = (\{[\s\S]*?\n\})/u.exec(everything ?? '')?.[1] ?? '';
    const called = [powershellTree(work), ...names.map((name) => own.get(name))].flatMap((node) =>
      node === undefined ? [] : all(node, ['command_name']).map(({ text }) => text),
    );
    const missing = called.filter((name) => own.has(name) && !names.includes(name));
    expect(missing).toEqual([]);
    expect(names.length).toBeGreaterThan(10);
    // … and use no variable of the script itself
    for (const name of names) expect([name, ...unset(own.get(name))]).toEqual([name]);
  });

  // under strict mode such a one ends the script
  test('every variable is set somewhere', () => {
    expect(unset(root)).toEqual([]);
    expect(unset(powershellTree('$a = 1\n$b + $a'))).toEqual(['$b']);
  });

  const AUTOMATIC = ['$_', '$env:systemroot', '$false', '$host', '$matches', '$null', '$psversiontable', '$true'];

  /** Variables that are read within a node, and neither set nor given there. */
  function unset(node: Node | undefined): string[] {
    if (node === undefined) return [];
    const names = (from: readonly Node[]): string[] =>
      from.flatMap((one) => all(one, ['variable', 'braced_variable'])).map(({ text }) => plain(text));
    const set = new Set([
      ...AUTOMATIC,
      ...names(all(node, ['left_assignment_expression', 'script_parameter'])),
      ...all(node, ['foreach_statement']).map((one) =>
        plain(one.children.find((child) => child?.type === 'variable')?.text ?? ''),
      ),
    ]);
    return [...new Set(names([node]))].filter((name) => !set.has(name));
  }

  /** PowerShell does not tell capitals from small letters. */
  function plain(name: string): string {
    return name.toLowerCase().replace(/^\$\{(.*)\}$/u, '$$$1');
  }
});

describe('what a stranger wrote', () => {
  const TEMPLATE = '# of {{title}}\n# {{targets}}\n# {{proxies}}\n';
  const short = { ...check, scripts: { ...check.scripts, windows: TEMPLATE } };
  const hostile = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      "a';calc;'b.example",
      'a’;calc;’b.example',
      'a‛;calc;‚b.example',
      '$(calc).example',
      'a.example`n',
      'a.example\ncalc',
      'a.example\r\ncalc',
      "x.example''",
      '-Name.example',
      '@(calc).example',
      'a.example\u0085calc',
      'a.example\u2028calc',
      '#>calc.example',
    ),
  );

  test('never leaves its quotes in a field of the form', () => {
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 6 }), hostile, (names, proxy) => {
        const given = checkChoice({ names: names.join('\n'), proxy });
        const script = checkScript(given, short, 'windows') ?? '';
        const address = givenProxy(proxy);
        expect(filled(powershellTree(script)).toSorted()).toEqual(
          [
            ...checkedTargets(given, check).map(
              ({ service, host, port, path }) => `Add-Target|${service}|${port}|${host}|${path ?? '-'}`,
            ),
            ...(address === null ? [] : [`$given|${address}`]),
          ].toSorted(),
        );
      }),
      { numRuns: 200 },
    );
  });

  test('never leaves its quotes in any part of a destination, nor the comment of the title', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, hostile, (title, service, host, path) => {
        const targets = [
          { service, host, port: 443, path },
          { service: 'backup', host, port: 443, path: '/' },
          { service: 'backup', host: 'good.example', port: 443, path },
        ];
        const [head, ...lines] = powershellCheck(TEMPLATE, { title, targets, proxy: host }).trimEnd().split('\n');
        expect(head).toMatch(/^# of/u);
        const read = lines.length === 0 ? [] : filled(powershellTree(`${lines.join('\n')}\n`));
        expect(read).toHaveLength(lines.length);
        for (const line of read) expect(line).toMatch(/^(?:Add-Target\|[a-z-]+\||\$given\|)/u);
      }),
      { numRuns: 200 },
    );
  });
});

test('the file is UTF-8 with a byte order mark and line ends of Windows; that of Linux is as it is', () => {
  expect(scriptFile('a\nb\n', 'windows')).toBe('\uFEFFa\r\nb\r\n');
  expect(scriptFile('a\nb\n', 'linux')).toBe('a\nb\n');
});
