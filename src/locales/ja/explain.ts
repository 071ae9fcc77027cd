/** What is said of a message that speaks of an answer, where a text only resembles it. */
export function onlyResembles(title: string): string {
  return `「${title}」に似ていますが、同じメッセージではありません。到達できたかどうかは、この文からは分かりません。`;
}
