import { Destination } from './destination.ts';

/** Destinations by host and port, in the order of their first mention. */
export class Destinations {
  /** Tries of destinations beyond the limit. */
  leftOut = 0;
  readonly #byHost = new Map<string, Map<number, Destination>>();
  readonly #most: number;
  #all: Destination[] = [];

  constructor(most: number) {
    this.#most = most;
  }

  /** The destination, made when it is new; null beyond the limit. */
  of(host: string, port: number): Destination | null {
    const byPort = this.#byHost.get(host);
    const known = byPort?.get(port);
    if (known !== undefined) return known;
    if (this.#all.length >= this.#most) {
      this.leftOut += 1;
      return null;
    }
    const made = new Destination(host, port);
    this.#all.push(made);
    if (byPort === undefined) this.#byHost.set(host, new Map([[port, made]]));
    else byPort.set(port, made);
    return made;
  }

  /** Gives each once, and keeps none: of very many, these and what is made of them would fill the memory. */
  *taken(): Generator<Destination> {
    this.#byHost.clear();
    const all = this.#all.reverse();
    this.#all = [];
    for (let next = all.pop(); next !== undefined; next = all.pop()) yield next;
  }
}
