import type { Passages } from '../knowledge/passages.ts';
import type { Knowledge, SearchKnowledge, Wording } from '../knowledge/types.ts';
import {
  BADGES,
  certificateSnippet,
  chapterTitle,
  endpointSnippet,
  evidenceSnippet,
  portName,
  regionSnippet,
  regionTitle,
  tagSnippet,
  termSnippet,
  toolSnippet,
  toolTitle,
  zoneSnippet,
  PAGE_KINDS,
} from '#locale/search.ts';
import type { Cause } from '../model/probe.ts';
import type { Entry } from './entry.ts';

/** What pages call a tool and a cause. */
export interface Names {
  readonly tool: (id: string) => string;
  readonly cause: (cause: Cause) => string;
}

type Known = Knowledge & SearchKnowledge;

/** What of two entries with the same words leads. */
const LEAD = {
  article: 1.25,
  cause: 1.35,
  // what sums up a result, and so speaks of everything
  summary: 0.9,
  chapter: 1.1,
  // one that other articles have by the same name: it is found by what the article is about
  sameChapter: 0.9,
  message: 1,
  // a message of one service, for those who do not name it
  service: 0.85,
  endpoint: 1,
  // of another cloud, for those who name it
  otherCloud: 0.85,
  tag: 1,
  zone: 1,
  peer: 1,
  region: 1,
  evidence: 0.7,
  certificate: 1,
  term: 0.5,
  tool: 0.5,
} as const;
/** Stages of root causes that are no failure of a connection. */
const SUMMARIES: ReadonlySet<string> = new Set(['result', 'evidence', 'capture']);
/** Characters of a text that a row shows. */
const SHOWN = 160;
/** Names that a snippet lists. */
const LISTED = 6;

/** Everything that can be found, each with what a row shows of it. Without `passages` articles have no chapters. */
export function catalogueOf(known: Known, passages: Passages, names: Names): Entry[] {
  return [
    ...articles(known, passages),
    ...causes(known, passages),
    ...messages(known, names),
    ...tools(known, names),
    ...endpoints(known),
    ...tags(known),
    ...zones(known),
    ...peers(known),
    ...regions(known),
    ...evidence(known),
    ...certificates(known),
    ...terms(known),
  ];
}

/** Where a table of endpoints begins for a use and a cloud. */
function endpointAnchor({ scenario, cloud }: Known['endpointRows'][number]): string {
  return cloud === 'public' ? `#w-${scenario}` : `#c-${cloud}-${scenario}`;
}

function articles({ articles: all }: Known, passages: Passages): Entry[] {
  const pages = new Map<string, number>();
  for (const chapters of Object.values(passages))
    for (const chapter of new Set(chapters.map((one) => one.title))) pages.set(chapter, (pages.get(chapter) ?? 0) + 1);
  return all.flatMap(({ path, title, description, kind, finds }) => {
    const chapters = passages[path] ?? [];
    const page: Entry = {
      kind: 'article',
      url: path,
      title,
      badge: PAGE_KINDS[kind],
      snippet: description,
      names: finds,
      body: chapters.map((chapter) => `${chapter.title} ${chapter.text}`).join(' '),
      verdict: null,
      lead: LEAD.article,
    };
    const parts = chapters
      .filter(({ anchor }) => anchor !== '')
      .map((chapter): Entry => ({
        kind: 'chapter',
        url: `${path}#${chapter.anchor}`,
        title: chapterTitle(title, chapter.title),
        badge: PAGE_KINDS[kind],
        snippet: cut(chapter.text === '' ? description : chapter.text),
        names: [],
        body: chapter.text,
        verdict: null,
        lead: (pages.get(chapter.title) ?? 0) > 1 ? LEAD.sameChapter : LEAD.chapter,
      }));
    return [page, ...parts];
  });
}

function causes({ diagnoses, causes: pages }: Known, passages: Passages): Entry[] {
  return diagnoses.map(({ id, title, cause, summary, why }) => {
    const path = `/diagnoses/${id}/`;
    const page = pages[id];
    return {
      kind: 'cause',
      url: path,
      title: page?.title ?? id,
      badge: BADGES.cause,
      snippet: page?.description ?? '',
      names: [],
      body: [
        ...[title, cause, summary, why].flatMap((wording) => wordingsOf(wording).map(withoutParameters)),
        ...(passages[path] ?? []).map(({ text }) => text),
      ].join(' '),
      verdict: null,
      lead: page !== undefined && SUMMARIES.has(page.stage) ? LEAD.summary : LEAD.cause,
    };
  });
}

function messages({ signatures }: Known, names: Names): Entry[] {
  return signatures.map(({ id, tool, layer, title, meaning, verdict, cause, patterns }) => ({
    kind: 'message',
    url: `/signatures/${id}/`,
    title: withoutGaps(title),
    badge: names.tool(tool),
    snippet: meaning,
    names: [id],
    body: [names.tool(tool), tool, cause === null ? '' : names.cause(cause), ...patterns.map(withoutParameters)].join(
      ' ',
    ),
    verdict,
    lead: layer === 'service' ? LEAD.service : LEAD.message,
  }));
}

function tools({ signatures }: Known, names: Names): Entry[] {
  return [...Map.groupBy(signatures, ({ tool }) => tool)].map(([tool, own]) => ({
    kind: 'tool',
    url: `/errors/#tool=${tool}`,
    title: toolTitle(names.tool(tool)),
    badge: BADGES.tool,
    snippet: toolSnippet(own.length),
    names: [tool],
    body: '',
    verdict: null,
    lead: LEAD.tool,
  }));
}

function endpoints({ endpointRows: rows, scenarios }: Known): Entry[] {
  const uses = new Map(scenarios.map(({ id, name }) => [id, name]));
  return rows.map((row) => ({
    kind: 'endpoint',
    url: `/reference/endpoints/${endpointAnchor(row)}`,
    title: row.pattern,
    badge: BADGES.endpoint,
    snippet: endpointSnippet(row.use, row.port, row.tag, uses.get(row.scenario) ?? ''),
    names: [portName(row.port), row.tag, row.use],
    body: '',
    verdict: null,
    lead: row.cloud === 'public' ? LEAD.endpoint : LEAD.otherCloud,
  }));
}

function tags({ endpointRows: rows }: Known): Entry[] {
  const tagged = rows.filter(({ tag }) => tag !== '');
  return [...Map.groupBy(tagged, ({ tag }) => tag)].map(([tag, own]) => ({
    kind: 'tag',
    url: `/reference/endpoints/${own[0] === undefined ? '' : endpointAnchor(own[0])}`,
    title: tag,
    badge: BADGES.tag,
    snippet: tagSnippet([...new Set(own.map(({ pattern }) => pattern))].slice(0, LISTED)),
    names: [],
    body: BADGES.tag,
    verdict: null,
    lead: LEAD.tag,
  }));
}

function zones({ privateZones, zonePage }: Known): Entry[] {
  return privateZones.map(({ pattern }) => ({
    kind: 'zone',
    url: zonePage,
    title: pattern,
    badge: BADGES.zone,
    snippet: zoneSnippet(pattern),
    names: [],
    body: '',
    verdict: null,
    lead: LEAD.zone,
  }));
}

function peers({ peers: all }: Known): Entry[] {
  return all.map(({ id, title, addresses, names, networks, normal }) => ({
    kind: 'peer',
    url: `/reference/peers/#${id}`,
    title,
    badge: BADGES.peer,
    snippet: cut(normal),
    names: [...addresses, ...names, ...networks],
    body: normal,
    verdict: null,
    lead: LEAD.peer,
  }));
}

function regions({ regions: all }: Known): Entry[] {
  return all.map(({ code, region, name, nameJa }) => ({
    kind: 'region',
    url: '/reference/endpoints/#regions',
    title: regionTitle(code, nameJa ?? name ?? region),
    badge: BADGES.region,
    snippet: regionSnippet(code, region),
    names: [code, region, name ?? '', nameJa ?? ''],
    body: '',
    verdict: null,
    lead: LEAD.region,
  }));
}

function evidence({ lists }: Known): Entry[] {
  return lists.flatMap(({ id, title: list, items }) =>
    items.map(({ title, names, commands }) => ({
      kind: 'evidence' as const,
      url: `/guide/evidence/#scenario=${id}`,
      title,
      badge: BADGES.evidence,
      snippet: evidenceSnippet(list, names.slice(0, LISTED)),
      names: [],
      body: [list, ...names, ...commands].join(' '),
      verdict: null,
      lead: LEAD.evidence,
    })),
  );
}

function certificates({ certificates: { page, names } }: Known): Entry[] {
  return names.map(({ name, thumbprint, removed }) => ({
    kind: 'certificate',
    url: page,
    title: name,
    badge: BADGES.certificate,
    snippet: certificateSnippet(thumbprint, removed),
    names: [thumbprint],
    body: '',
    verdict: null,
    lead: LEAD.certificate,
  }));
}

function terms({ glossary }: Known): Entry[] {
  return glossary.map(({ term, avoid, elsewhere, meaning }, index) => ({
    kind: 'term',
    url: `/reference/glossary/#t${index + 1}`,
    title: term,
    badge: BADGES.term,
    snippet: termSnippet(meaning, [...avoid, ...elsewhere]),
    names: [...avoid, ...elsewhere],
    body: '',
    verdict: null,
    lead: LEAD.term,
  }));
}

/** A name with what stands for any text as people write it. */
function withoutGaps(title: string): string {
  return title.replaceAll('\u2026', '*');
}

/** A text without its places for values. */
function withoutParameters(text: string): string {
  return text.replaceAll(/\{[A-Za-z]{1,20}\}/gu, ' ');
}

function wordingsOf(wording: Wording): string[] {
  return wording.map((one) => (typeof one === 'string' ? one : one.text));
}

function cut(text: string): string {
  const end = text.indexOf('\u3002', SHOWN / 2);
  if (end > 0 && end < SHOWN) return text.slice(0, end + 1);
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}\u2026`;
}
