import type { Talk } from '../../session/tool-table.ts';

/** What its prompt takes beside names (nslookup.c of BIND 9, nslookup of Windows). */
const COMMANDS: ReadonlySet<string> = new Set([
  'set',
  'server',
  'lserver',
  'root',
  'ls',
  'view',
  'finger',
  'help',
  '?',
  'quit',
  'exit',
]);

/** The prompt of nslookup: a name, perhaps with the server that is asked, or a command. */
export class NslookupTalk implements Talk {
  /** The server that was chosen: it is not the machine's own. */
  #server: string | null = null;

  say(text: string): readonly string[] | null {
    const [first = '', second, third] = text.split(/\s+/u, 3);
    const word = first.toLowerCase();
    if (word === 'server' || word === 'lserver') this.#server = second ?? null;
    if (first === '' || third !== undefined || COMMANDS.has(word)) return null;
    const server = second ?? this.#server;
    return server === null ? [first] : [first, server];
  }
}
