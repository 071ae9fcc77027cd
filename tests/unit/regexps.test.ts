import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { linearTime } from '../support/linear-time.ts';

interface Found {
  readonly where: string;
  readonly source: string;
  readonly flags: string;
}

/** Every regular expression literal in the sources. */
function collect(): Found[] {
  const root = new URL('../../src/', import.meta.url);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/u.test(name))
    .flatMap((name) => {
      const file = ts.createSourceFile(
        name,
        readFileSync(new URL(name, root), 'utf8'),
        ts.ScriptTarget.Latest,
        true,
        name.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
      );
      const found: Found[] = [];
      const visit = (node: ts.Node): void => {
        if (ts.isRegularExpressionLiteral(node)) {
          const end = node.text.lastIndexOf('/');
          found.push({
            where: `${name}:${file.getLineAndCharacterOfPosition(node.pos).line + 1}`,
            source: node.text.slice(1, end),
            flags: node.text.slice(end + 1),
          });
        }
        ts.forEachChild(node, visit);
      };
      visit(file);
      return found;
    });
}

/** Without anything repeated it looks at no more characters than it is long, wherever it begins. */
function repeats({ source }: Found): boolean {
  return /[*+]|\{\d/u.test(source.replaceAll(/\\./gu, ''));
}

const found = [...new Map(collect().map((one) => [`/${one.source}/${one.flags}`, one])).values()].filter(repeats);

test('the sources hold regular expressions to check', () => {
  expect(found.length).toBeGreaterThan(300);
});

test.each([
  [String.raw`a\+b`, false],
  [String.raw`a\\+b`, true],
  ['a{2,4}', true],
  ['a*', true],
  [String.raw`\{1`, false],
])('%s repeats: %s', (source, expected) => {
  expect(repeats({ where: '', source, flags: 'u' })).toBe(expected);
});

describe('every regular expression in the sources runs in linear time', () => {
  test.each(found)('$where /$source/$flags', ({ source, flags }) => {
    expect(linearTime(source, flags)).toBe('safe');
  });
});
