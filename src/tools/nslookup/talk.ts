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

/** How the type of record is set. */
const TYPE = /^(?:type|ty|querytype|query|q)=([A-Za-z0-9+_]{1,20})$/iu;

/** The prompt of nslookup: a name, perhaps with the server that is asked, or a command. */
export class NslookupTalk implements Talk {
  /** The server that was chosen: it is not the machine's own. */
  #server: string | null = null;
  /** `set type=…`. */
  #type: string | null = null;

  say(text: string): readonly string[] | null {
    const [first = '', second, third] = text.split(/\s+/u, 3);
    const word = first.toLowerCase();
    if (word === 'server' || word === 'lserver') this.#server = second ?? null;
    const type = word === 'set' ? TYPE.exec(second ?? '')?.[1] : undefined;
    if (type !== undefined) this.#type = type;
    if (first === '' || third !== undefined || COMMANDS.has(word)) return null;
    const server = second ?? this.#server;
    const words = server === null ? [first] : [first, server];
    return this.#type === null ? words : [`-type=${this.#type}`, ...words];
  }
}
