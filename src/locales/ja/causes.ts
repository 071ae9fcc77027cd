/** The page that lists the root causes. */
export const CAUSE_LIST = {
  title: '根本原因の一覧',
  description: '診断が示す根本原因の一覧です。通信の段階の順に並べています。',
  lead: '診断結果の「根本原因の候補」に出る項目です。通信の段階の順に並べています。',
  count: (count: number): string => `${count} 件`,
} as const;
