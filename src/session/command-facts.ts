/** The command of a probe: which tool was run against which destination. */
export interface Command {
  readonly tool: string;
  readonly text: string;
  readonly host: string | null;
  readonly port: number | null;
  readonly scheme: 'http' | 'https' | null;
  /** A proxy given on the command line itself, or by a variable before it. */
  readonly proxy: string | null;
  /** Hosts to which it goes directly whatever the proxy; `*`: all of them. */
  readonly noProxy: string | null;
  /** It checks certificates against the machine's own authorities. */
  readonly verifies: boolean;
  /** It hides what goes wrong: `-s` without `-S`. */
  readonly quiet: boolean;
  /** It tells what it does: `-v`. */
  readonly verbose: boolean;
  /** It follows redirections. */
  readonly follows: boolean;
  /** It asks a DNS server that is named on the command line, not the machine's own. */
  readonly asksServer: boolean;
  /**
   * What it connects to, asks for, or shows need not be the host that it names (`--resolve`, `--connect-to`, another `Host:`, a
   * socket, UDP, a variable in which an earlier command left its result): success proves nothing for that host.
   */
  readonly elsewhere: boolean;
  /** The format in which it prints what it learned (`curl -w`); absent where it has none. */
  readonly prints?: string;
  /** What it gets is not printed: it goes to a file, or is not asked for. */
  readonly discards?: boolean;
}
