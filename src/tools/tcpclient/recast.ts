import type { Asked, Recast } from '../../session/tool-table.ts';

const BOOLEAN = /^(?:True|False)$/u;
/** What is printed need not be the property itself. */
const REVERSED = /(?:^|[^\w-])-(?:not|i?eq|i?ne|and|or|xor)\b|!\s{0,2}[$(]|\bif\s{0,2}\(/iu;
/** The property, or the wait for a connection; that of a handle ends also when the connection was refused. */
const RESULT = /\.(?:Connected\b|Wait\()/iu;
const STARTED = /\.(?:ConnectAsync|BeginConnect)\(/iu;
const WAITED = /\.(?:Wait|WaitOne|EndConnect)\(|\bStart-Sleep\b|\bsleep\b/iu;

/** `True` or `False` alone: whether the client is connected. */
export function recastTcpClient(at: (offset: number) => string, { command, text }: Asked): Recast | null {
  const value = at(0).trim();
  if (!BOOLEAN.test(value) || command === null || REVERSED.test(text) || !RESULT.test(text)) return null;
  // nobody waited, so the connection may still come
  if (value === 'False' && STARTED.test(text) && !WAITED.test(text)) return null;
  return { lines: 1, checks: [{ offset: 0, said: [`Connected : ${value}`], own: false }] };
}
