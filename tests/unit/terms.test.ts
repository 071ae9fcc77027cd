import { readFileSync, readdirSync } from 'node:fs';
import { createLinter, loadTextlintrc } from 'textlint';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadGlossary } from '../../src/knowledge/load-files.ts';

/** Other people's words: messages, names of files, titles of pages, words that a reader may type. */
const QUOTED = new Set([
  'patterns',
  'examples',
  'samples',
  'wordings',
  'sources',
  'avoid',
  'sample',
  'tests',
  'events',
]);
const TYPED = [
  'reference/synonyms.yaml',
  'reference/search-words.yaml',
  'reference/gateways.yaml',
  'reference/masking/',
  'examples/',
];
const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
const COMMENT = /^\s*(?:\/\/|\/?\*)/u;

const linter = createLinter({
  descriptor: await loadTextlintrc({ configFilePath: 'tests/support/prh.textlintrc.json' }),
});

/** What `prh.yml` says about sentences. */
async function violations(sentences: readonly string[]): Promise<string[]> {
  const text = sentences.map((sentence) => sentence.replaceAll(/\s+/gu, ' ')).join('\n\n');
  const lines = text.split('\n');
  const { messages } = await linter.lintText(text, 'sentences.txt');
  return messages.map(({ message, loc }) => `${message}: ${lines[loc.start.line - 1]}`);
}

function sentencesOf(value: unknown): string[] {
  if (typeof value === 'string') return JAPANESE.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => (QUOTED.has(key) ? [] : sentencesOf(part)));
}

function filesOf(folder: string, extension: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => extension.test(name));
}

test('sentences of the content use the terms of prh.yml', async () => {
  const sentences = filesOf('content', /\.yaml$/u)
    .filter((name) => !TYPED.some((start) => name.startsWith(start)))
    .flatMap((name) => sentencesOf(parse(readFileSync(`content/${name}`, 'utf8'))));
  expect(sentences.length).toBeGreaterThan(500);
  expect(await violations(sentences)).toEqual([]);
});

test('sentences of the code use the terms of prh.yml', async () => {
  const lines = filesOf('src', /\.(?:ts|tsx|astro)$/u).flatMap((name) =>
    readFileSync(`src/${name}`, 'utf8')
      .split('\n')
      .filter((line) => JAPANESE.test(line) && !COMMENT.test(line)),
  );
  expect(lines.length).toBeGreaterThan(200);
  expect(await violations(lines)).toEqual([]);
});

test('prh.yml replaces each word that the glossary says not to use', async () => {
  const words = loadGlossary().flatMap(({ avoid }) => avoid);
  expect(words.length).toBeGreaterThan(5);
  const replaced = await Promise.all(words.map(async (word) => (await violations([word])).length > 0));
  expect(words.filter((_, index) => !replaced[index])).toEqual([]);
});
