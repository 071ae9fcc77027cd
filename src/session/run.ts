import type { Command } from './command-facts.ts';
import type { MatchedLine } from './matched-line.ts';
import { withoutDot } from './target.ts';

/**
 * What the output of a run showed so far: enough to tell, for one more line, whether another run begins with it although no
 * command stands between. Each line is looked at once, so that a probe of any length is read in linear time.
 */
export abstract class Run {
  /** Some line decides something. */
  protected decided = false;
  /** Some line says reachable, unreachable, something else. */
  protected reached = false;
  protected unreached = false;
  protected neither = false;
  /** Its first line is a message itself: a record that quotes its command. */
  protected beganWithMessage = false;
  #record = false;
  #host: string | null = null;
  #hostsDiffer = false;
  #port: number | null = null;

  /** The host that its messages name; null when they name none, or several. */
  get host(): string | null {
    return this.#hostsDiffer ? null : this.#host;
  }

  /** The first port that its messages name; null when they name none. */
  get port(): number | null {
    return this.#port;
  }

  /** Its messages name the host of which they speak. */
  get named(): boolean {
    return this.#host !== null;
  }

  /** It is an error record without its command. */
  get isRecord(): boolean {
    return this.#record || this.beganWithMessage;
  }

  /** It begins with the head of a record. */
  beginRecord(): void {
    this.#record = true;
  }

  /** Its output names the host in a form of its own. */
  name(host: string): void {
    this.#hostsDiffer ||= this.#host !== null && this.#host !== host;
    this.#host ??= host;
  }

  /** Takes a line of the run; `isFirst` says that it is the line with which its probe begins. */
  add({ match: { signature, values } }: MatchedLine, isFirst: boolean): void {
    this.beganWithMessage ||= isFirst;
    const host = values.host === undefined ? undefined : withoutDot(values.host).toLowerCase();
    if (host !== undefined) this.name(host);
    if (values.port !== undefined) this.#port ??= Number(values.port);
    if (signature.verdict === 'informational') return;
    this.decided = true;
    this.reached ||= signature.verdict === 'reachable';
    this.unreached ||= signature.verdict === 'unreachable';
    this.neither ||= signature.verdict !== 'reachable' && signature.verdict !== 'unreachable';
  }

  /** Does this line begin the output of another run? `command` is that of this run, null where it is lost. */
  abstract startsAnew(matched: MatchedLine, command: Command | null): boolean;

  /** Both name a host, and not the same. */
  protected isOtherHost(host: string | undefined): boolean {
    const named = host === undefined ? undefined : withoutDot(host).toLowerCase();
    return named !== undefined && this.#host !== null && (this.#hostsDiffer || this.#host !== named);
  }

  /** A line of the run has said the same already. */
  protected said(verdict: string): boolean {
    return verdict === 'unreachable' ? this.unreached : verdict === 'reachable' ? this.reached : this.neither;
  }
}

/** A run that ends where its script says so, whatever its lines show. */
export class AnnouncedRun extends Run {
  override add(): void {
    // nobody asks what they showed
  }

  override startsAnew(): boolean {
    return false;
  }
}

/** A run of which no line tells that another one begins. */
export class PlainRun extends Run {
  override startsAnew(): boolean {
    return false;
  }
}
