import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { TOOLS } from '../../../src/tools/index.ts';

/** A tool whose name is a term of the field as well: a source that says it need not mean the tool. */
const TERMS: ReadonlySet<string> = new Set(['host']);

const NAMES: ReadonlyMap<string, string> = new Map(
  TOOLS.flatMap(({ id, names }) => [id, ...names].map((name) => [name, id] as const)).filter(
    ([name]) => !TERMS.has(name),
  ),
);

/** The tool that a text names: by itself, or before the colon with which its messages begin; the scheme of a URL names none. */
function namedBy(text: string): string | undefined {
  if (text.endsWith('://')) return undefined;
  return NAMES.get(
    text
      .toLowerCase()
      .replace(/\.exe$/u, '')
      .replace(/(?:\.exe)? ?:.*$/su, ''),
  );
}

/** Where a source outside a tool's folder has its id, or a name that it is run under, as a text or a key. */
function places(source: string, name: string): string[] {
  const code = name.endsWith('.astro') ? (source.split(/^---$/mu)[1] ?? '') : source;
  const file = ts.createSourceFile(name, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const text = ts.isStringLiteralLike(node)
      ? node.text
      : ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)
        ? node.name.text
        : null;
    const tool = text === null ? undefined : namedBy(text);
    if (tool !== undefined && !name.startsWith(`tools/${tool}/`)) found.push(`${name}: ${String(text)}`);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

const root = new URL('../../../src/', import.meta.url);
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(?:tsx?|astro)$/u.test(name))
  .map((name) => ({ name, source: readFileSync(new URL(name, root), 'utf8') }));

test('a tool is named in its own folder only', () => {
  expect(sources.length).toBeGreaterThan(100);
  expect(sources.flatMap(({ name, source }) => places(source, name))).toEqual([]);
});

describe('what the test before finds', () => {
  test.each([
    ['an id', "export const f = (tool: string) => tool === 'curl';"],
    ['a command name', "export const f = (name: string) => name === 'Test-NetConnection';"],
    ['a key', 'export const words = { tnc: 1 };'],
    ['the beginning of a message', "export const f = (line: string) => line.startsWith('curl: (28)');"],
  ])('%s', (_, source) => {
    expect(places(source, 'judge/x.ts')).toHaveLength(1);
  });

  test('a text that only speaks of one is none', () => {
    expect(places("export const text = 'nslookup and curl';", 'judge/x.ts')).toEqual([]);
  });
});
