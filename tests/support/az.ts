import { parse } from 'yaml';

/** One use of the Azure CLI that a reader could copy. */
export interface AzUse {
  /** The words behind `az` up to the first argument: `backup job list`. */
  readonly words: readonly string[];
  /** Names of arguments, as they are written: `--resource-group`, `-g`. */
  readonly names: readonly string[];
}

/**
 * Every `az …` of a shell's text, those within `$(…)` included. What stands in quotes is a value, never a name. Text behind a pipe or a
 * semicolon belongs to another command.
 */
export function azUses(text: string): AzUse[] {
  return [...text.matchAll(/(?<![\w./'"#-])az(?= [a-z])/gu)].map(({ index }) => useOf(text.slice(index + 2)));
}

function useOf(text: string): AzUse {
  const words: string[] = [];
  const names: string[] = [];
  for (const word of wordsOf(text))
    if (/^--?[a-z]/u.test(word)) names.push(word.replace(/=.*$/su, ''));
    else if (names.length === 0 && /^[a-z][a-z\d-]*$/u.test(word)) words.push(word);
    else if (names.length === 0) break;
  return { words, names };
}

/** The words of one command, up to what ends it. A quoted part counts as a value. */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  let word = '';
  let quote = '';
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const c = text[at] ?? '';
    if (quote !== '') {
      if (c === quote && depth === 0) quote = '';
      else if (quote === '"' && text.startsWith('$(', at)) depth += 1;
      else if (c === ')' && depth > 0) depth -= 1;
      word += '_';
    } else if (c === '"' || c === "'") {
      quote = c;
      word += '_';
    } else if (text.startsWith('\\\n', at)) at += 1;
    else if (/[\n|;&`)<>]/u.test(c)) break;
    else if (c === ' ' || c === '\t') {
      words.push(word);
      word = '';
    } else word += c;
  }
  return [...words, word].filter((one) => one !== '');
}

/** The texts of an article in which commands stand: its blocks of code, and code within a sentence. */
export function codeOf(mdx: string): string[] {
  const body = mdx.replace(/^---\n.*?^---\n/msu, '');
  const blocks = [...body.matchAll(/^ *```[^\n]*\n(.*?)^ *```$/gmsu)].map(({ 1: code = '' }) => code);
  const prose = body.replaceAll(/^ *```[^\n]*\n.*?^ *```$/gmsu, '');
  return [...blocks, ...[...prose.matchAll(/`([^`\n]+)`/gu)].map(({ 1: code = '' }) => code)];
}

/** All texts of a YAML file. */
export function textsOf(yaml: string): string[] {
  const texts: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
  };
  walk(parse(yaml));
  return texts;
}
