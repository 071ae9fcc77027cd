import type { Passages } from '../knowledge/passages.ts';
import type { Knowledge, SearchKnowledge, Signature } from '../knowledge/types.ts';
import { codeTitle } from '#locale/codes.ts';
import { onlyResembles } from '#locale/explain.ts';
import { BADGES, unknownCodeSnippet, unknownCodeTitle } from '#locale/search.ts';
import { Explainer, resemblance, type Explanation } from '../signatures/explain.ts';
import { catalogueOf, type Names as ToolNames } from './catalogue.ts';
import { anchorOf, CodeTable, writtenForms, type FoundCode } from './codes.ts';
import type { Entry, Row } from './entry.ts';
import { Hosts } from './hosts.ts';
import { Identifiers } from './identifiers.ts';
import { Names } from './names.ts';
import { CodeNumbers, isTelling, type LabelledNumber } from './numbers.ts';
import { listOf, type Candidate } from './rows.ts';
import { WordIndex } from './word-index.ts';

/** The score of a page that says more about a code: just below that of a message. */
const FURTHER = 0.499;
/** A message that explains this much of a text needs no code beside it. */
const ENOUGH = 0.72;
/** A longer text is a message or a log, whose words say little about its subject. */
const LONGEST_QUESTION = 400;
/** A question that is hardly more than a code. */
const MOSTLY = 0.4;
/** Rows of a list at most. */
const MOST = 40;
/** Resemblances below this stand behind what words find. */
const NEAR = 0.44;
/** From here on it is a piece of the message, cut off: words of its own would say less. */
const PIECE = 0.46;
const LEAST_PIECE = 12;

/** Finds what a reader types or pastes: messages by their wording, codes, names of things, pages by words. */
export class Finder {
  readonly #knowledge: Knowledge & SearchKnowledge;
  readonly #passages: Passages;
  readonly #names: ToolNames;
  readonly #explainer: Explainer;
  readonly #codes: CodeTable;
  #parts: Parts | null = null;

  /** @param passages what articles say; without it they are found by their titles and descriptions alone. */
  constructor(knowledge: Knowledge & SearchKnowledge, passages: Passages, names: ToolNames) {
    this.#knowledge = knowledge;
    this.#passages = passages;
    this.#names = names;
    this.#explainer = new Explainer(knowledge.signatures, knowledge);
    this.#codes = new CodeTable(knowledge.codes);
  }

  /** The signatures and error codes of a pasted error string, the best first. */
  explain(text: string): Explanation[] {
    const messages = this.#explainer
      .explain(text)
      .map((one) => (one.meaning === '' ? { ...one, meaning: onlyResembles(one.title) } : one));
    const exact = messages.filter(({ similar }) => !similar);
    if (exact.some(({ score }) => score >= ENOUGH)) return messages;
    const codes = this.#codes.find(text);
    if (codes.length === 0) return messages;
    const known = new Set(exact.map(({ id }) => id));
    const further = this.#further(codes).filter(({ id }) => !known.has(id));
    const others = messages.filter(({ id, similar }) => similar && further.every((one) => one.id !== id));
    return [...exact, ...codes.map(explained), ...further, ...others];
  }

  /** Everything that a query finds, the best first, each page once. */
  search(query: string): Row[] {
    const text = query.trim();
    if (text === '') return [];
    const parts = (this.#parts ??= this.#made());
    const reading: Reading = { text, told: this.#explainer.explain(text), byIdentifier: parts.identifiers.find(text) };
    const certain = this.#recognised(reading, parts);
    const words = text.length > LONGEST_QUESTION ? [] : parts.words.find(text);
    const best = words[0]?.score ?? 1;
    const found = words.map(({ entry, score }): Candidate => ({ entry, score: 0.4 * (score / best), certain: false }));
    const near = this.#resembling(reading, parts);
    const unknown = certain.some((one) => one.certain) ? [] : this.#unknown(text, parts);
    const isCode = unknown.some(({ share }) => share >= MOSTLY);
    const isNear = isMessage(text) || found.length === 0;
    const first = near.filter(({ score }) => (isNear ? score >= NEAR : score >= PIECE && text.length >= LEAST_PIECE));
    const rest = near.filter((one) => !first.includes(one));
    return listOf(
      [...certain, ...(isCode ? unknown : []), ...first, ...found, ...(isCode ? [] : unknown), ...rest],
      MOST,
    );
  }

  /** Makes what the first search needs, before it comes. */
  prepare(): void {
    (this.#parts ??= this.#made()).words.marksOf('');
  }

  /** Words of a query, and others for the same, by which rows show what matched. */
  marksOf(query: string): string[] {
    if (query.length > LONGEST_QUESTION) return [];
    return (this.#parts ??= this.#made()).words.marksOf(query);
  }

  /** What stands in a text for certain, and codes and names that it may mean. */
  #recognised(
    { text, told: all, byIdentifier }: Reading,
    { hosts, names, identifiers, numbers, messages, words }: Parts,
  ): Candidate[] {
    const subject = text.length > LONGEST_QUESTION ? null : subjectOf(text);
    const things = subject === null ? 0 : words.countThings(text.replace(subject, ' '));
    // where it is asked of a file or a name, what else the question says tells more
    const asked =
      subject === null
        ? []
        : [
            ...(things <= 1 ? hosts.find(subject) : []),
            ...(things === 0 ? names.find(subject).map(({ entry }) => entry) : []),
          ];
    const named = [
      ...[...hosts.find(text).map((entry) => ({ entry, exact: true })), ...names.find(text)].map(
        ({ entry, exact }): Candidate => ({ entry, score: exact ? 1 : 0.6, certain: exact }),
      ),
      ...asked.map((entry): Candidate => ({ entry, score: 0.6, certain: false })),
    ];
    const told = all.filter(({ similar }) => !similar);
    const sure = told.filter(({ id }) => !identifiers.isDoubtful(id, text, byIdentifier));
    const entryOf = (id: string): readonly Entry[] => messages.get(id) ?? [];
    const sentences = sure.flatMap(({ id, score }) =>
      entryOf(id).map((entry): Candidate => ({ entry, score, certain: true })),
    );
    const known = new Set(sure.map(({ id }) => id));
    const whole = byIdentifier.filter(({ id }) => !known.has(id));
    const isTold = sure.some(({ score }) => score >= ENOUGH);
    const byNumber = isTold ? [] : numbers.read(text).flatMap((number) => numbers.find(number).map(({ id }) => id));
    const codes = isTold ? [] : this.#codes.find(text);
    return [
      ...named.filter(({ certain }) => certain),
      // a message that decides stands before what only frames it; identifiers are never chance
      ...sentences.filter(({ score }) => score >= ENOUGH),
      ...whole.flatMap(({ id }) => entryOf(id).map((entry): Candidate => ({ entry, score: 0.9, certain: true }))),
      ...sentences.filter(({ score }) => score < ENOUGH),
      ...byNumber.flatMap((id) => entryOf(id).map((entry): Candidate => ({ entry, score: 0.8, certain: true }))),
      ...codes.map((code): Candidate => ({ entry: entryOfCode(code), score: 0.7, certain: true })),
      ...this.#further(codes).flatMap(({ id }) =>
        entryOf(id).map((entry): Candidate => ({ entry, score: FURTHER, certain: false })),
      ),
      ...named.filter(({ certain }) => !certain),
    ];
  }

  /** Messages that a text resembles, and those whose words it has without being them. */
  #resembling({ text, told, byIdentifier }: Reading, { identifiers, messages }: Parts): Candidate[] {
    return told
      .filter(({ id, similar }) => similar || identifiers.isDoubtful(id, text, byIdentifier))
      .flatMap(({ id, score, title, meaning, verdict }) =>
        (messages.get(id) ?? []).map((entry): Candidate => ({
          entry: { ...entry, verdict, snippet: meaning === '' ? onlyResembles(title) : meaning },
          score: Math.min(score, FURTHER),
          certain: false,
          similar: true,
        })),
      );
  }

  /** Codes of a text that no page explains. */
  #unknown(text: string, { numbers }: Parts): (Candidate & { readonly share: number })[] {
    const [first] = numbers.read(text).filter(isTelling);
    if (first === undefined || numbers.find(first).length > 0) return [];
    return [{ ...this.#unknownCode(first, numbers.familyOf(first.value)), share: first.share }];
  }

  #unknownCode({ written }: LabelledNumber, family: string | null): Candidate {
    return {
      entry: {
        kind: 'no-code',
        url: family === null ? '/errors/codes/' : `/errors/#tool=${family}`,
        title: unknownCodeTitle(written),
        badge: BADGES.code,
        snippet: unknownCodeSnippet(family === null ? null : this.#names.tool(family)),
        names: [],
        body: '',
        verdict: null,
        lead: 1,
      },
      score: 0.45,
      certain: false,
    };
  }

  /** The pages that say more about codes, each once. */
  #further(codes: readonly FoundCode[]): Explanation[] {
    const ids = new Set(codes.flatMap(({ code }) => code.signature ?? []));
    return this.#knowledge.signatures.filter(({ id }) => ids.has(id)).map((one) => resemblance(one, FURTHER));
  }

  #made(): Parts {
    const known = this.#knowledge;
    const entries = catalogueOf(known, this.#passages, this.#names);
    const messages = new Map(
      entries.filter(({ kind }) => kind === 'message').map((entry) => [entry.url.split('/')[2] ?? '', [entry]]),
    );
    let words: WordIndex | null = null;
    return {
      // a log needs none of it
      get words() {
        return (words ??= new WordIndex(entries, known));
      },
      hosts: new Hosts(known, entries),
      names: new Names(known, entries),
      identifiers: new Identifiers(known.signatures, known.outcomes),
      numbers: new CodeNumbers(known.signatures, known.codes),
      messages,
    };
  }
}

/** A query and what the messages make of it. */
interface Reading {
  readonly text: string;
  readonly told: readonly Explanation[];
  readonly byIdentifier: readonly Signature[];
}

/** What is made of the catalogue when it is first needed. */
interface Parts {
  readonly words: WordIndex;
  readonly hosts: Hosts;
  readonly names: Names;
  readonly identifiers: Identifiers;
  readonly numbers: CodeNumbers;
  readonly messages: ReadonlyMap<Signature['id'], readonly Entry[]>;
}

/** The only name with a joint that a question has: a host, an address, a file, a path. */
function subjectOf(question: string): string | null {
  const [first, second] = question.match(SUBJECT) ?? [];
  return first === undefined || second !== undefined || first.length === question.trim().length ? null : first;
}

const SUBJECT = /(?<![A-Za-z0-9_.*\\/:-])[A-Za-z0-9_*\\/-]{1,100}(?:[.:][A-Za-z0-9_*\\/-]{1,100}){1,20}/gu;

/** A line of output rather than words to look for. */
function isMessage(query: string): boolean {
  return query.trim().length >= 60 || /[:;()=_]|0x/u.test(query);
}

function entryOfCode({ facility, code }: FoundCode): Entry {
  return {
    kind: 'code',
    url: `/errors/codes/#${anchorOf(facility, code)}`,
    title: codeTitle(writtenForms(facility, code), code.symbols),
    badge: BADGES.code,
    snippet: code.meaning,
    names: [],
    body: '',
    verdict: null,
    lead: 1,
  };
}

/** A code says what failed, and not whether the reader's destination is reachable. */
function explained({ facility, code, share }: FoundCode): Explanation {
  const anchor = anchorOf(facility, code);
  return {
    id: `code-${anchor}`,
    tool: 'windows',
    verdict: 'informational',
    cause: null,
    title: codeTitle(writtenForms(facility, code), code.symbols),
    path: `/errors/codes/#${anchor}`,
    meaning: code.meaning,
    score: Math.round((0.5 + share / 2) * 1000) / 1000,
    similar: false,
  };
}
