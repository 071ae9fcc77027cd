import { Crew, MOST_READERS, type Asked, type Helper, type Told } from '../../analyze/crew.ts';

/** What a worker with much to read asks of the page: a further worker at the other end of each port; at last that they go. */
export type HelpRequest =
  { readonly kind: 'help'; readonly ports: readonly MessagePort[] } | { readonly kind: 'helped' };

/** What the page says to a worker that was given help: this helper could not be started, or is gone. */
export interface HelperGone {
  readonly kind: 'helper-gone';
  readonly helper: number;
}

/** The worker in which this runs. */
interface Scope {
  postMessage(message: HelpRequest, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
  removeEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void;
}

/** Further workers for one piece of work of a worker: the page starts them when there is something for them to read. */
export class Helping {
  readonly crew = new Crew(() => this.#start(), afterMessages);
  readonly #scope: Scope;
  #gone: readonly (() => void)[] = [];

  constructor(scope: Scope) {
    this.#scope = scope;
  }

  /** They may go. */
  end(): void {
    if (this.#gone.length === 0) return;
    this.#gone = [];
    this.#scope.removeEventListener('message', this.#hear);
    this.#scope.postMessage({ kind: 'helped' }, []);
  }

  #start(): readonly Helper[] {
    const count = Math.min(navigator.hardwareConcurrency, MOST_READERS) - 1;
    const channels = Array.from({ length: count }, () => new MessageChannel());
    if (count <= 0) return [];
    const lost: (() => void)[] = [];
    this.#gone = lost;
    this.#scope.addEventListener('message', this.#hear);
    const ports = channels.map(({ port2 }) => port2);
    this.#scope.postMessage({ kind: 'help', ports }, ports);
    return channels.map(({ port1 }) => ({
      post: (asked) => {
        port1.postMessage(asked);
      },
      listen: (take, lose) => {
        lost.push(lose);
        port1.onmessage = ({ data }: MessageEvent<Told>) => {
          take(data);
        };
      },
    }));
  }

  readonly #hear = ({ data }: MessageEvent<unknown>): void => {
    const { kind, helper } = data as Partial<HelperGone>;
    if (kind === 'helper-gone' && helper !== undefined) this.#gone[helper]?.();
  };
}

/** Messages are taken before this resolves. */
function afterMessages(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** In a helper: reads what comes through a port. */
export function help(port: MessagePort, read: (asked: Asked) => Told): void {
  port.onmessage = ({ data }: MessageEvent<Asked>) => {
    port.postMessage(read(data));
  };
}
