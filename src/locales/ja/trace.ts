/** What is damaged in an event trace of Windows. */
export const ETL_BROKEN_BUFFER = (size: number): string =>
  `バッファーの長さ (${size}) が正しくありません。ここから後は読み取れません。`;
export const ETL_CUT = (rest: number): string =>
  `ファイルが途中で切れています (最後の ${rest} バイトは、バッファーの一部です)。`;
export const ETL_BROKEN_EVENTS =
  'このバッファーのイベントは、途中までしか読み取れません。後のバッファーは読み取りました。';
