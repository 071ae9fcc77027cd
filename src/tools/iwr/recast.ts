import type { Asked, Recast, RecastCheck } from '../../session/tool-table.ts';
import { hostName, urlTarget } from '../../session/target.ts';
import { printedRows } from '../columns.ts';
import { STATUS_NAMES } from './status-names.ts';

const STATUS = 'statuscode';
const DIGITS = /^[1-5]\d{2}$/u;
/** What is printed need not be the property itself. */
const REVERSED = /(?:^|[^\w-])-(?:not|i?eq|i?ne|[gl][te]|and|or|xor|i?like|i?match|in|contains)\b|!\s{0,2}[$(]/iu;

/** What Invoke-WebRequest says in another form than its list: a status alone, by number or name, a table, a line of a loop. */
export function recastIwr(at: (offset: number) => string, asked: Asked): Recast | null {
  const text = at(0).trim();
  const listed = /^StatusCode {0,24}: ([A-Za-z]{2,40})$/u.exec(text)?.[1];
  if (listed !== undefined) return one(codeIn(listed), false);
  if (text.toLowerCase().startsWith(STATUS)) return table(at, asked);
  if (!printsStatus(asked)) return null;
  return one(codeIn(text), true) ?? lineOfLoop(text, asked);
}

/** The property, of an expression or behind a pipe. */
const PROPERTY = /[.\s"']StatusCode\b/iu;
/** A program of this name knows no properties: `jq .StatusCode`. */
const EXPRESSION = /\)\.StatusCode\b/iu;

function printsStatus({ text, command }: Asked): boolean {
  const property = command === null || command.tool === 'iwr' ? PROPERTY : EXPRESSION;
  return property.test(text) && !REVERSED.test(text);
}

/** The status that a text is, by its number or its name in .NET; null for any other text. */
function codeIn(text: string): number | null {
  return DIGITS.test(text) ? Number(text) : (STATUS_NAMES.get(text) ?? null);
}

function one(code: number | null, own: boolean): Recast | null {
  return code === null ? null : { lines: 1, checks: [{ offset: 0, said: [said(code)], own }] };
}

function said(code: number): string {
  return `StatusCode : ${code}`;
}

/** `| select StatusCode, StatusDescription`: one row for each answer. */
function table(at: (offset: number) => string, asked: Asked): Recast | null {
  const found = asked.text === '' ? null : printedRows(at);
  if (found === null) return null;
  const checks = found.rows.flatMap(({ offset, values }): RecastCheck[] => {
    const code = codeIn(values.get(STATUS) ?? '');
    return code === null ? [] : [{ offset, said: [said(code)], own: true }];
  });
  return { lines: found.lines, checks };
}

/** `https://host/ : 200`, `host,443,404`, `host -> 200`: what a command writes with the status in a text. */
const LINE =
  /^["'[(]?((?:https?:\/\/)?[A-Za-z0-9][A-Za-z0-9.-]{2,252}(?::\d{1,5})?(?:\/[^\s,;"']{0,256})?)["'\])]?(?:\s{0,4}[,;|\s]\s{0,4}\d{1,5})?(?:\s{0,16}[:,;|=-]?[=>]?|→)\s{0,16}(?:StatusCode\s{0,4}[:=]?\s{0,4}|HTTP )?["']?([1-5]\d{2}|[A-Za-z]{2,32})["']?$/u;
const LONGEST_OWN = 600;

function lineOfLoop(text: string, asked: Asked): Recast | null {
  if (text.length > LONGEST_OWN) return null;
  const [, name = '', value = ''] = LINE.exec(text) ?? [];
  const code = codeIn(value);
  const host = urlTarget(name)?.host ?? hostName(name);
  if (code === null || host === null || !host.includes('.')) return null;
  if (asked.targets.length > 0 && !asked.targets.includes(host)) return null;
  return { lines: 1, checks: [{ offset: 0, said: [said(code)], own: true, host }] };
}
