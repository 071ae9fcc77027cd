import { listed } from './forms.ts';

/** The page of the terms. */
export const GLOSSARY = {
  avoid: (words: readonly string[]): string => `使わない言葉: ${listed(words)}`,
  elsewhere: (words: readonly string[]): string => `ほかの資料での言い方: ${listed(words)}`,
} as const;
