/** A button that copies what stands beside it, before and after. */
export const COPY = { copy: 'コピー', copied: 'コピー済み' } as const;
