import type { Analysis } from '../analyze/log.ts';
import { analyzer } from './analyzer.ts';

/** What an article says about its example. */
export interface Expectation {
  readonly expect: string;
  readonly signature?: string | undefined;
  readonly line?: number | undefined;
  readonly settings?: 'proxy' | 'tls' | undefined;
  /** The state of the proxy, or of TLS 1.2 as a client. */
  readonly state?: string | undefined;
}

/**
 * Runs an example through the analyzer.
 * @throws {Error} when the analyzer says otherwise than the article; the build stops then.
 */
export function readExample(name: string, text: string, said: Expectation): Analysis & { readonly tool: string } {
  const { report, lines } = analyzer.analyzeText(name, text, { format: 'terminal' });
  const probe = report.probes.at(-1);
  if (said.settings !== undefined) {
    const state = said.settings === 'proxy' ? report.proxy.state : report.tls['tls12']?.client;
    if (state !== said.state) throw new Error(`${name}: ${said.settings} is ${state}, the article says ${said.state}`);
  }
  if (said.expect === 'none') {
    if (probe !== undefined) throw new Error(`${name}: holds a probe, but the article expects none`);
    return { report, lines, tool: '' };
  }
  const found = { expect: probe?.status, signature: probe?.signature ?? undefined, line: probe?.evidence?.line };
  const differs = (['expect', 'signature', 'line'] as const).filter(
    (what) => said[what] !== undefined && said[what] !== found[what],
  );
  if (differs.length > 0) {
    throw new Error(
      `${name}: ${differs.map((what) => `${what} is ${String(found[what])}, the article says ${String(said[what])}`).join('; ')}`,
    );
  }
  return { report, lines, tool: probe?.tool ?? '' };
}
