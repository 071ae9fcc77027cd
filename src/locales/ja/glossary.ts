/** The page of the terms. */
export const GLOSSARY = {
  avoid: (words: readonly string[]): string => `使わない言葉: ${words.join('、')}`,
  elsewhere: (words: readonly string[]): string => `ほかの資料での言い方: ${words.join('、')}`,
} as const;
