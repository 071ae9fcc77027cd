import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

/** Words with which commands that we hand out begin, or that stand in them. */
const PROGRAMS =
  /(?:^|[\s`|;&(])(?:nslookup|nc|ncat|curl(?:\.exe)?|wget|dig|tcpdump|ping|tracert|traceroute|openssl|ssh|sudo|bash|iptables|ip route|netsh|pktmon|certutil|msinfo32|reg|az|telnet|tnc|iwr|Test-NetConnection|Invoke-WebRequest|Invoke-RestMethod|Resolve-DnsName|[A-Z][a-z]+-(?:Net|Az|Item|Dns|Object)[A-Za-z]*|powershell(?:\.exe)?|PsExec\S*)\s/u;

/** Places where a text with a program's name and a value are put together. */
function built(source: string, name: string): string[] {
  const kind = /x$|astro$/u.test(name) ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const file = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true, kind);
  const found: string[] = [];
  const say = (node: ts.Node): void => {
    found.push(`${name}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}`);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTemplateExpression(node)) {
      const text = [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('·');
      if (PROGRAMS.test(text)) say(node);
    }
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
      for (const side of [node.left, node.right])
        if (ts.isStringLiteralLike(side) && PROGRAMS.test(`${side.text} `)) say(node);
    }
    // filling a template in by hand, and words joined to a command
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { name: method, expression: on } = node.expression;
      const isText = (one: ts.Node): boolean => ts.isStringLiteralLike(one) && PROGRAMS.test(`${one.text} `);
      if (/^(?:replace|replaceAll|concat)$/u.test(method.text) && isText(on)) say(node);
      if (method.text === 'join' && ts.isArrayLiteralExpression(on) && on.elements[0] !== undefined) {
        const [first] = on.elements;
        const separator = node.arguments[0];
        const joinsWords = separator !== undefined && ts.isStringLiteralLike(separator) && separator.text === ' ';
        if (joinsWords && isText(first)) say(node);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

const root = new URL('../../../src/', import.meta.url);
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(?:tsx?|astro)$/u.test(name) && !name.startsWith('commands/'))
  .map((name) => ({ name, source: readFileSync(new URL(name, root), 'utf8') }));

test('no module but src/commands puts a command and a value together', () => {
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.flatMap(({ name, source }) => built(source, name))).toEqual([]);
});

describe('what the test before finds', () => {
  test.each([
    ['a template', 'export const f = (host: string) => `nc -vz ${host} 443`;'],
    ['a template in the middle', 'export const f = (host: string) => `ok: sudo x ${host}`;'],
    ['two texts', "export const f = (host: string) => 'nslookup ' + host;"],
    ['a text filled in by hand', "export const f = (host: string) => 'curl -I {host}'.replace('{host}', host);"],
    ['words', "export const f = (host: string) => ['Test-NetConnection', host].join(' ');"],
  ])('%s', (_, source) => {
    expect(built(source, 'x.ts')).toHaveLength(1);
  });

  test('a template of slots is none', () => {
    expect(
      built("export const f = (host: string) => commandOf('nc -vz {host} 443', { host }, 'bash');", 'x.ts'),
    ).toEqual([]);
  });
});
