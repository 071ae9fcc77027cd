import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyzer } from '../support/analyzer.ts';

const FOLDER = new URL('not-reachable/', import.meta.url);
const names = readdirSync(FOLDER).filter((name) => name.endsWith('.log'));

describe('an answer that is not the destination’s, and a success that is not the asked host’s', () => {
  test.each(names)('%s reaches nothing, and its host is listed', (name) => {
    const { report } = analyzer.analyze({ name, bytes: readFileSync(new URL(name, FOLDER)) });
    expect(report.endpoints.filter(({ verdict }) => verdict === 'reachable')).toEqual([]);
    expect(report.endpoints.map(({ host }) => host)).toContain('contosostor01.blob.core.windows.net');
  });
});

/** What the corpus of pastes says of one file. */
interface Truth {
  readonly file?: string;
  readonly endpoints?: readonly { readonly host: string; readonly port: number | null; readonly verdict?: string }[];
  readonly neverReachable?: readonly string[];
}

describe.each(['pastes-linux', 'pastes-windows'])('%s', (folder) => {
  const root = new URL(`${folder}/`, import.meta.url);
  const truths = readdirSync(root).filter((name) => name.endsWith('.json'));

  test.each(truths)('%s: nothing is called reachable that is not', (name) => {
    const truth = JSON.parse(readFileSync(new URL(name, root), 'utf8')) as Truth;
    const file = truth.file ?? name.replace(/json$/u, 'txt');
    const { report } = analyzer.analyze({ name: file, bytes: readFileSync(new URL(file, root)) });
    const reachable = report.endpoints.filter(({ verdict }) => verdict === 'reachable');
    const lies = new Set(truth.neverReachable ?? []);
    for (const { host, port, verdict } of truth.endpoints ?? []) {
      if (verdict !== undefined && !verdict.split('|').includes('reachable')) lies.add(`${host}:${port ?? ''}`);
    }
    expect(reachable.map(({ host, port }) => `${host}:${port}`).filter((endpoint) => lies.has(endpoint))).toEqual([]);
  });
});
