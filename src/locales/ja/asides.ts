/** The titles of what stands beside the text of an article. */
export const ASIDES = { note: '補足', caution: '注意' } as const;
