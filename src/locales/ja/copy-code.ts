/** The button beside the code of an article. Of its own, as the script of every page needs nothing else. */
export const COPY_CODE = { copy: 'コピー', copied: 'コピー済み' } as const;
