import type { LineSource } from '../../text/lines.ts';
import { recordOfFields, type NetworkRecord } from './record.ts';

/** Records that stand together, and whether all of them could be read. */
export interface RecordGroup {
  readonly line: number;
  readonly complete: boolean;
  readonly records: readonly NetworkRecord[];
}

const LONGEST_LINE = 8192;
/** Dashes below each name of a column; some copies draw them as one line. */
const RULE = /^[-\u2500 ]{5,8192}$/u;
const DASHES = /[-\u2500]{2,8192}/gu;
/** A line below a heading is no table. */
const LEAST_COLUMNS = 3;
/** `user@host:~$`, `PS C:\>`: what a shell writes behind a table. */
const PROMPT = /^(?:PS |[^\s]{0,80}[$#>%](?:\s|$))/u;
/** `Name   : value`, as PowerShell lists an object. */
const FIELD = /^ {0,8}([A-Za-z]\w{1,40}) {0,40}: ?(.*)$/u;
/** Values that go on in the next line stand so far in. */
const CONTINUED = /^ {8}/u;

/** The rows below a row of dashes, cut by where the dashes stand: values hold blanks themselves. */
export function tablesIn(lines: LineSource, isRecord: (record: NetworkRecord) => boolean): RecordGroup[] {
  const groups: RecordGroup[] = [];
  for (let line = 2; line <= lines.count; line += 1) {
    const rule = lines.at(line);
    if (!RULE.test(rule)) continue;
    const group = tableAt(lines, line, rule, isRecord);
    if (group !== null) groups.push(group);
  }
  return groups;
}

function tableAt(
  lines: LineSource,
  ruleLine: number,
  rule: string,
  isRecord: (record: NetworkRecord) => boolean,
): RecordGroup | null {
  const starts = Array.from(rule.matchAll(DASHES), ({ index }) => index);
  if (starts.length < LEAST_COLUMNS) return null;
  const cut = (text: string): string[] =>
    starts.map((start, column) => text.slice(start, starts[column + 1] ?? text.length).trim());
  const names = cut(lines.at(ruleLine - 1)).map(fieldName);
  const records: NetworkRecord[] = [];
  let complete = true;
  for (let line = ruleLine + 1; line <= lines.count; line += 1) {
    const text = lines.at(line);
    if (text.trim() === '' || text.length > LONGEST_LINE) break;
    const values = cut(text);
    const fields = new Map(names.map((name, column) => [name, values[column] ?? '']));
    const record = recordOfFields(fields, { line, whole: true });
    if (isRecord(record)) records.push(record);
    else {
      // a row that the window broke, not the prompt behind the last one
      complete &&= PROMPT.test(text);
      break;
    }
  }
  return records.length === 0 && !names.some((name) => TELLING.has(name))
    ? null
    : { line: ruleLine - 1, complete, records };
}

/** Columns of which one tells that a table lists rules or routes, though no row can be read. */
const TELLING: ReadonlySet<string> = new Set(['nexthoptype', 'destinationportranges', 'sourceasg']);

/** Objects of PowerShell, one field in each line. */
export function listsIn(lines: LineSource, isRecord: (record: NetworkRecord) => boolean): RecordGroup[] {
  const records: NetworkRecord[] = [];
  let fields = new Map<string, string>();
  let first = 0;
  let last = '';
  const close = (): void => {
    const record = recordOfFields(fields, { line: first, whole: true });
    if (fields.size > 0 && isRecord(record)) records.push(record);
    fields = new Map();
    last = '';
  };
  for (let line = 1; line <= lines.count; line += 1) {
    const text = lines.at(line);
    const [, label, value = ''] = text.length > LONGEST_LINE ? [] : (FIELD.exec(text) ?? []);
    if (label === undefined) {
      if (last !== '' && CONTINUED.test(text) && text.length <= LONGEST_LINE)
        fields.set(last, `${fields.get(last) ?? ''} ${text.trim()}`);
      else close();
      continue;
    }
    const name = fieldName(label);
    if (fields.has(name)) close();
    if (fields.size === 0) first = line;
    fields.set(name, value.trim());
    last = name;
  }
  close();
  const [head] = records;
  return head === undefined ? [] : [{ line: head.line, complete: true, records }];
}

/** `Next Hop Type` and `NextHopType` are one field. */
function fieldName(text: string): string {
  return text.replaceAll(/\s/gu, '').toLowerCase();
}
