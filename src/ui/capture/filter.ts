import { stateOf, type JudgedPeer } from '../../judge/capture/peers.ts';

/** Words as they are typed: `host:`, `port:` and `state:`, and any other word anywhere in address, name or identity. */
export function filterRows(
  rows: readonly JudgedPeer[],
  query: string,
  titleOf: (row: JudgedPeer) => string,
): JudgedPeer[] {
  const words = query
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');
  return rows.filter((row) =>
    words.every((word) => {
      const value = word.slice(word.indexOf(':') + 1);
      if (word.startsWith('host:')) return hostText(row).includes(value);
      if (word.startsWith('port:'))
        return row.conversations.some(({ aPort, bPort }) => String(aPort) === value || String(bPort) === value);
      if (word.startsWith('state:')) return row.conversations.some((one) => stateOf(one).startsWith(value));
      return hostText(row).includes(word) || titleOf(row).toLowerCase().includes(word);
    }),
  );
}

function hostText({ peer }: JudgedPeer): string {
  return `${peer.address} ${peer.names.join(' ')}`.toLowerCase();
}
