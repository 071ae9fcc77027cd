/** `.Connect('host', 443)` of a client, also ConnectAsync and BeginConnect. */
const CONNECT =
  /\.(?:Connect|ConnectAsync|BeginConnect)\(\s{0,8}["']([A-Za-z0-9][A-Za-z0-9.:-]{0,252})["']\s{0,8},\s{0,8}(\d{1,5})\b/giu;
const CLIENT = /\bTcpClient/giu;
/** What follows where it is made for a destination: `[…TcpClient]::new('host', 443)`, `New-Object …TcpClient 'host', 443`. */
const MADE =
  /^(?:\]::new)?\s{0,4}(?:-ArgumentList\s{1,4})?[(@]{0,2}\s{0,4}["']?([A-Za-z0-9][A-Za-z0-9.:-]{0,252})["']?\s{0,4},\s{0,8}(\d{1,5})\b/iu;
const LONGEST = 4096;
const LONGEST_MADE = 320;

/** Connections of .NET as commands: the host, and the port. */
export function equivalents(text: string): readonly (readonly string[])[] {
  // a port stands behind its host
  if (text.length > LONGEST || !text.includes(',')) return [];
  const made = [...text.matchAll(CLIENT)].map(({ 0: name, index }) => {
    const from = index + name.length;
    return MADE.exec(text.slice(from, from + LONGEST_MADE));
  });
  return [...text.matchAll(CONNECT), ...made.filter((found) => found !== null)].map(([, host = '', port = '']) => [
    'tcpclient',
    host,
    port,
  ]);
}
