import { isField } from '../typing.ts';

interface Pasted {
  readonly files: readonly File[];
  readonly text: string;
}

/** What was pasted on the page itself; null where a field or a dialog takes it, or nothing came. */
export function pastedOnPage(event: ClipboardEvent): Pasted | null {
  const isInDialog = event.target instanceof Element && event.target.closest('dialog') !== null;
  if (event.defaultPrevented || isInDialog || isField(event.target)) return null;
  const files = [...(event.clipboardData?.files ?? [])];
  const text = event.clipboardData?.getData('text/plain').trim() ?? '';
  return files.length === 0 && text === '' ? null : { files, text };
}
