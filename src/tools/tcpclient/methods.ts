/** `.Connect('host', 443)` of a client, also ConnectAsync and BeginConnect. */
const CONNECT =
  /\.(?:Connect|ConnectAsync|BeginConnect)\(\s{0,8}["']([A-Za-z0-9][A-Za-z0-9.:-]{0,252})["']\s{0,8},\s{0,8}(\d{1,5})\b/giu;
/** A client that is made for a destination: `[Net.Sockets.TcpClient]::new('host', 443)`, `New-Object Net.Sockets.TcpClient 'host', 443`. */
const MADE =
  /\bTcpClient(?:\]::new)?\s{0,4}(?:-ArgumentList\s{1,4})?[(@]{0,2}\s{0,4}["']?([A-Za-z0-9][A-Za-z0-9.:-]{0,252})["']?\s{0,4},\s{0,8}(\d{1,5})\b/giu;
const LONGEST = 4096;

/** Connections of .NET as commands: the host, and the port. */
export function equivalents(text: string): readonly string[] {
  if (text.length > LONGEST || !/connect|tcpclient/iu.test(text)) return [];
  return [...text.matchAll(CONNECT), ...text.matchAll(MADE)].map(
    ([, host = '', port = '']) => `tcpclient ${host} ${port}`,
  );
}
