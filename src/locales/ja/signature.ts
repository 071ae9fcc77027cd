/** Words of a message's page. */

/** Where the Japanese wordings of a service come from. */
export const JAPANESE_WORDINGS =
  '日本語の文言は、出典の資料に載っていたものです。Azure portal や製品に表示される文言は、その後変わっている可能性があります。';
