import { STRONGEST, type Gateways, type Signer } from '../../gateways/gateways.ts';
import type { GatewayMark, GatewayPlace } from '../../knowledge/types.ts';
import type { HttpLayer } from '../../model/probe.ts';

/** Who wrote an answer that came in the clear. */
export interface Writer {
  readonly from: HttpLayer['from'];
  readonly mark: GatewayMark | null;
  /** A redirection leads to somebody else's host. */
  readonly isForeign: boolean;
}

/** Answers and certificates of which it is remembered who made them: a machine gets the same ones over and over. */
const MOST_REMEMBERED = 10_000;

/** Tells who wrote what came in the clear: the host that was asked, or something else. */
export class Writers {
  readonly #gateways: Gateways;
  readonly #heads = new Remembered<Writer>();
  readonly #certificates = new Remembered<Signer>();

  constructor(gateways: Gateways) {
    this.#gateways = gateways;
  }

  /** Who wrote an answer, by its head and the start of its body. */
  of(head: string, host: string): Writer {
    return this.#heads.of(head, host, () => writerOf(head, host, this.#gateways));
  }

  /** Who signed a certificate, by the names in it. */
  signer(issuer: string, host: string, subject: string): Signer {
    return this.#certificates.of(`${issuer}\n${subject}`, host, () => this.#gateways.signer(issuer, host, subject));
  }
}

/** By what was seen, then by host: a head is one text however often it came, and a text made of both would be read whole each time. */
class Remembered<T> {
  readonly #known = new Map<string, Map<string, T>>();
  #count = 0;

  of(seen: string, host: string, find: () => T): T {
    const byHost = this.#known.get(seen);
    const known = byHost?.get(host);
    if (known !== undefined) return known;
    const found = find();
    if (this.#count >= MOST_REMEMBERED) return found;
    this.#count += 1;
    if (byHost === undefined) this.#known.set(seen, new Map([[host, found]]));
    else byHost.set(host, found);
    return found;
  }
}

function writerOf(head: string, host: string, gateways: Gateways): Writer {
  const lines = head.split('\n').map((line) => line.trimEnd());
  const end = lines.indexOf('', 1);
  const headers = lines.slice(1, end < 0 ? lines.length : end);
  const location =
    headers
      .find((line) => /^location:/iu.test(line))
      ?.slice('location:'.length)
      .trim() ?? null;
  const marks = [
    ...at(gateways, 'status', lines.slice(0, 1)),
    ...at(gateways, 'header', headers),
    ...(location === null ? [] : at(gateways, 'redirect', [location])),
    ...at(gateways, 'body', end < 0 ? [] : lines.slice(end + 1)),
  ].sort((a, b) => STRONGEST.indexOf(a.meaning) - STRONGEST.indexOf(b.meaning));
  const [mark = null] = marks;
  const isForeign = location !== null && gateways.redirection(location, host) === 'foreign';
  if (mark?.meaning === 'answered') return { from: mark.proxy ? 'proxy' : 'gateway', mark, isForeign };
  // a copy of a mark costs nothing: what leads elsewhere is not the destination's, whatever it says of itself
  if (isForeign) return { from: 'gateway', mark: null, isForeign };
  return { from: mark?.meaning === 'destination' ? 'destination' : 'unknown', mark, isForeign };
}

function at(gateways: Gateways, where: GatewayPlace, lines: readonly string[]): GatewayMark[] {
  return lines.flatMap((line) => gateways.at(where, line) ?? []);
}
