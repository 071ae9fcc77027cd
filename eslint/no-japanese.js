/** Letters and punctuation of Japanese: kana, kanji, full-width and half-width forms. */
export const JAPANESE =
  /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}\u3001\u3002\u300C-\u300F\u30FB\u30FC\uFF01-\uFFEF]/u;

/**
 * Sentences stand in `src/locales`, and what recognises Japanese output in `content`, so that a second language is a
 * folder and no search through the code. Comments count too.
 */
export const noJapanese = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { japanese: 'Japanese stands in src/locales or in content: "{{text}}"' },
  },
  create(context) {
    return {
      Program() {
        for (const [index, text] of context.sourceCode.lines.entries()) {
          const column = text.search(JAPANESE);
          if (column < 0) continue;
          const loc = { line: index + 1, column };
          context.report({ loc, messageId: 'japanese', data: { text: text.slice(column, column + 20) } });
        }
      },
    };
  },
};
