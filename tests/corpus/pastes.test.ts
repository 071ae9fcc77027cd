import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { analyzer } from '../support/analyzer.ts';

interface Truth {
  readonly file?: string;
  readonly endpoints?: readonly { readonly host: string; readonly port?: number; readonly verdict?: string }[];
  readonly neverReachable?: readonly string[];
  readonly notRoot?: readonly string[];
}

describe.each(['pastes-linux', 'pastes-windows'])('%s', (folder) => {
  const root = new URL(`${folder}/`, import.meta.url);
  const cases = readdirSync(root)
    .filter((name) => name.endsWith('.json'))
    .map((name) => {
      const truth = JSON.parse(readFileSync(new URL(name, root), 'utf8')) as Truth;
      const file = truth.file ?? name.replace(/\.json$/u, '.txt');
      const { report } = analyzer.analyze({ name: file, bytes: readFileSync(new URL(file, root)) });
      return { name: name.slice(0, -5), truth, report };
    });

  test.each(cases)('$name: nothing is called reachable that is not', ({ truth, report }) => {
    const reachable = report.endpoints
      .filter(({ verdict }) => verdict === 'reachable')
      .map(({ host, port }) => `${host}:${port}`);
    const others = (truth.endpoints ?? [])
      .filter(({ verdict }) => verdict !== undefined && !verdict.split('|').includes('reachable'))
      .map(({ host, port }) => `${host}:${port}`);
    expect(reachable.filter((known) => [...others, ...(truth.neverReachable ?? [])].includes(known))).toEqual([]);
  });

  test.each(cases)('$name: nobody is misled', ({ name, truth, report }) => {
    const leads = report.diagnosis[0]?.id ?? '';
    const misleads = truth.notRoot?.includes(leads) === true;
    expect([name, misleads ? leads : null]).toEqual([name, null]);
  });
});
