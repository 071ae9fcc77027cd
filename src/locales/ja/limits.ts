import { numberWord } from './forms.ts';
import type { LeftOut } from '../../model/report.ts';

/** What was not read or not kept, for each kind; the report speaks only of the rest. */
const SENTENCES: Readonly<Record<LeftOut['what'], (kept: string, all: string) => string>> = {
  characters: (kept, all) => `1 つのログが長すぎるため、${all} 文字のうち、先頭の ${kept} 文字を読みました。`,
  lines: (kept, all) => `1 つのログの行が多すぎるため、${all} 行のうち、先頭の ${kept} 行を読みました。`,
  endpoints: (kept, all) => `宛先が多すぎるため、${all} 件のうち ${kept} 件を示します。到達できない宛先が先です。`,
  probes: (kept, all) =>
    `コマンドの結果が多すぎるため、${all} 件のうち ${kept} 件を示します。判定には、すべての結果を使っています。`,
  parts: (kept, all) =>
    `ログが多すぎるため、${all} 件のうち、先頭の ${kept} 件だけを 1 件ずつ示します。判定には、すべてのログを使っています。`,
  events: (kept, all) => `イベント ログが壊れているため、${all} 件のうち ${kept} 件を読みました。`,
};

/** What a report leaves out, in a sentence. */
export function leftOutSentence({ what, kept, all }: LeftOut): string {
  return SENTENCES[what](numberWord(kept), numberWord(all));
}
