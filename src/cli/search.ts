import { readFileSync } from 'node:fs';
import { finderOf } from '../analyze/search.ts';
import { NOTHING_EXPLAINED, NOTHING_FOUND, SIMILAR, TEXTS_EXPECTED } from '#locale/cli.ts';
import type { Row } from '../search/entry.ts';
import type { Finder } from '../search/finder.ts';
import type { Explanation } from '../signatures/explain.ts';
import type { KnowledgeSource } from './knowledge.ts';

/** Prints what a message or code means. */
export function explain(text: string, json: boolean, source: KnowledgeSource): number {
  const found = meaningFinder(source).explain(text);
  if (json) process.stdout.write(`${JSON.stringify(found.map(brief), null, 2)}\n`);
  else if (found.length === 0) process.stdout.write(`${NOTHING_EXPLAINED}\n`);
  else
    process.stdout.write(
      found
        .map(
          ({ id, tool, verdict, title, meaning, similar }) =>
            `${id} (${tool}, ${verdict})${similar ? `  ${SIMILAR}` : ''}\n  ${title}\n  ${meaning}\n`,
        )
        .join(''),
    );
  return found.length === 0 ? 1 : 0;
}

/** Answers the texts of standard input, all at once. */
export function explainBatch(source: KnowledgeSource): number {
  const texts = readTexts();
  if (texts === null) return 2;
  const finder = meaningFinder(source);
  process.stdout.write(`${JSON.stringify(texts.map((text) => finder.explain(text).map(brief)))}\n`);
  return 0;
}

/** The texts of standard input; null, and said, when it holds something else. */
function readTexts(): string[] | null {
  const texts: unknown = JSON.parse(readFileSync(0, 'utf8'));
  if (Array.isArray(texts) && texts.every((text) => typeof text === 'string')) return texts;
  process.stderr.write(`${TEXTS_EXPECTED}\n`);
  return null;
}

function meaningFinder(source: KnowledgeSource): Finder {
  return finderOf(source.knowledge(), source.search(), {});
}

function searchFinder(source: KnowledgeSource): Finder {
  return finderOf(source.knowledge(), source.search(), source.passages());
}

/** Prints what words find, best first. */
export function search(text: string, json: boolean, source: KnowledgeSource): number {
  const found = searchFinder(source).search(text);
  if (json) process.stdout.write(`${JSON.stringify(found.map(listed), null, 2)}\n`);
  else if (found.length === 0) process.stdout.write(`${NOTHING_FOUND}\n`);
  else
    process.stdout.write(
      found.map(({ url, title, badge, snippet }) => `${title} (${badge})\n  ${url}\n  ${snippet}\n`).join(''),
    );
  return found.length === 0 ? 1 : 0;
}

/** Searches for the texts of standard input, all at once. */
export function searchBatch(source: KnowledgeSource): number {
  const texts = readTexts();
  if (texts === null) return 2;
  const finder = searchFinder(source);
  process.stdout.write(`${JSON.stringify(texts.map((text) => finder.search(text).map(listed)))}\n`);
  return 0;
}

function listed({ url, title, kind, score, certain }: Row): Pick<Row, 'url' | 'title' | 'kind' | 'score' | 'certain'> {
  return { url, title, kind, score, certain };
}

function brief({ meaning, ...rest }: Explanation): Omit<Explanation, 'meaning'> {
  return rest;
}
