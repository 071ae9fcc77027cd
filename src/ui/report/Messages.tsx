import type { JSX } from 'preact';
import {
  FINDINGS_HINT,
  FINDINGS_TITLE,
  linesWord,
  recordsWord,
  MESSAGES_TITLE,
  since,
  times,
  UNREAD_HINT,
  UNREAD_TITLE,
} from '#locale/report.ts';
import { HELP } from '#locale/view.ts';
import type { LogReport } from '../../model/report.ts';
import { toolWord } from '../../report/tool-word.ts';
import { VERDICTS } from '../../report/words.ts';
import type { Explanation } from '../../signatures/explain.ts';
import { PageLink } from './PageLink.tsx';

/** Findings, and commands, that the page lists; the JSON has all of them. */
const MOST = 100;

interface FindingsProps {
  readonly report: LogReport;
  readonly meanings: Readonly<Record<string, { readonly title: string; readonly meaning: string }>>;
  /** Address of a page of this site. */
  readonly href: (path: string) => string;
}

/** Known messages that decide no endpoint, with the line on which each stands first. */
export function Findings({ report, meanings, href }: FindingsProps): JSX.Element | null {
  const { findings, format, journal } = report;
  if (findings.length === 0) return null;
  const failing = findings.filter(({ verdict }) => verdict === 'unreachable');
  const others = findings.filter(({ verdict }) => verdict !== 'unreachable');
  return (
    <section id="findings" aria-labelledby="findings-title">
      <h2 id="findings-title">
        {format === 'unknown' ? (
          MESSAGES_TITLE
        ) : (
          <>
            {FINDINGS_TITLE} <small>{journal === undefined ? FINDINGS_HINT : recordsWord(journal)}</small>
          </>
        )}
      </h2>
      <ul class="error-list">
        {[...failing, ...others].slice(0, MOST).map(({ signature, verdict, line, count, start, firstAt, lastAt }) => (
          <li key={`${signature}-${line}-${start}`}>
            <span class={`v v-${VERDICTS[verdict].kind}`}>{VERDICTS[verdict].word}</span>
            <div>
              <PageLink to={href(`/signatures/${signature}/`)}>{meanings[signature]?.title ?? signature}</PageLink>
              <p>{meanings[signature]?.meaning}</p>
            </div>
            <span class="chip num">
              <a href={`#L${line}`}>{linesWord(line, line)}</a> {times(count)} {since(firstAt, lastAt)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Commands whose output nobody read, so that none is passed over in silence. */
export function UnreadCommands({ report }: { readonly report: LogReport }): JSX.Element | null {
  if (report.unread.length === 0) return null;
  return (
    <section id="unread" aria-labelledby="unread-title">
      <h2 id="unread-title">
        {UNREAD_TITLE} <small>{UNREAD_HINT}</small>
      </h2>
      <ul>
        {report.unread.slice(0, MOST).map(({ command, lines: [first, last] }) => (
          <li key={first}>
            <a href={`#L${first}`}>{linesWord(first, last)}</a>: <code>{command.slice(0, 200)}</code>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Known messages in a text that is no log. */
export function Messages({
  messages,
  href,
}: Pick<FindingsProps, 'href'> & { readonly messages: readonly Explanation[] }): JSX.Element | null {
  if (messages.length === 0) return null;
  const similar = messages.every((message) => message.similar);
  return (
    <section id="messages" aria-labelledby="messages-title">
      <h2 id="messages-title">{similar ? HELP.similar : MESSAGES_TITLE}</h2>
      <ul class="error-list">
        {messages
          .filter((message) => similar || !message.similar)
          .map(({ id, title, path, meaning, verdict, tool }) => (
            <li key={id}>
              <span class={`v v-${VERDICTS[verdict].kind}`}>{VERDICTS[verdict].word}</span>
              <div>
                <PageLink to={href(path)}>{title}</PageLink>
                <p>{meaning}</p>
              </div>
              <span class="chip">{toolWord(tool)}</span>
            </li>
          ))}
      </ul>
    </section>
  );
}

/** What can be read, where nothing could. */
export function Help({ href }: Pick<FindingsProps, 'href'>): JSX.Element {
  return (
    <section>
      <h2>{HELP.title}</h2>
      <ul>
        <li>{HELP.formats}</li>
        <li>
          {HELP.tools} <PageLink to={href('/guide/run-the-check/')}>{HELP.run}</PageLink>
        </li>
      </ul>
      <p>{HELP.search}</p>
    </section>
  );
}
