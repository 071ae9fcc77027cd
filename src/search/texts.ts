import type { Knowledge, SearchKnowledge, Wording } from '../knowledge/types.ts';
import type { Cause } from '../model/probe.ts';
import type { CatalogueEntry } from './catalogue.ts';

/** What pages call a tool and a cause. */
export interface Words {
  readonly tool: (id: string) => string;
  readonly cause: (cause: Cause) => string;
  /** The kind of a page about a root cause. */
  readonly rootCause: string;
}

/** Forms of a message in which words are looked for; a list of codes has more. */
const MOST_FORMS = 12;

/** Every page that words find, with its texts. */
export function catalogueOf(
  { articles, signatures, diagnoses }: Pick<Knowledge, 'signatures' | 'diagnoses'> & Pick<SearchKnowledge, 'articles'>,
  words: Words,
): CatalogueEntry[] {
  return [
    ...articles.map(({ path, title, description, kind }) => ({
      path,
      title,
      text: description,
      also: '',
      kind,
      verdict: null,
      explains: true,
    })),
    ...diagnoses.map(({ id, title, cause, summary, why }) => ({
      path: `/diagnoses/${id}/`,
      title: withoutParameters(fullest(cause)),
      text: withoutParameters(`${fullest(title)} ${fullest(summary)} ${fullest(why)}`),
      also: '',
      kind: words.rootCause,
      verdict: null,
      explains: false,
    })),
    ...signatures.map(({ id, tool, title, meaning, verdict, cause, patterns }) => ({
      path: `/signatures/${id}/`,
      title,
      text: `${meaning} ${words.tool(tool)} ${cause === null ? '' : words.cause(cause)} ${patterns[0] ?? ''}`,
      also: patterns.slice(1, MOST_FORMS).join(' '),
      kind: words.tool(tool),
      verdict,
      explains: false,
    })),
  ];
}

/** A text of a root cause for those who look for it: nothing is counted, and what would be named is left open. */
function withoutParameters(text: string): string {
  return text.replaceAll(/\{[a-z]{1,20}\} 件の/gu, '').replaceAll(/\{[a-z]{1,20}\}/gu, '…');
}

/** The wording that says most. */
function fullest(wording: Wording): string {
  const [first = ''] = wording;
  return typeof first === 'string' ? first : first.text;
}
