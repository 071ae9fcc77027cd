import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ConnectionReport } from '../../../src/model/report.ts';
import { analyze } from '../../support/captures.ts';
import { diagnose } from '../../support/analyzer.ts';
import { READERS, TABLE, type Cell } from './law-3-table.ts';

function reportOf(cell: Exclude<Cell, { never: string }>): ConnectionReport {
  if ('shows' in cell) return diagnose(cell.shows);
  const bytes =
    'packets' in cell
      ? cell.packets()
      : readFileSync(new URL(`../../corpus/captures-judgement/${cell.file}`, import.meta.url));
  return analyze('law-3.pcap', bytes).report();
}

describe('law 3: answered is not blocked', () => {
  const cells = Object.entries(TABLE).flatMap(([cause, row]) =>
    READERS.flatMap((reader) => {
      const cell = row[reader];
      return 'never' in cell ? [] : [{ cause, reader, cell, leads: cell.leads }];
    }),
  );

  test.each(cells)('$cause by $reader is led by $leads', ({ cause, cell, leads }) => {
    const report = reportOf(cell);
    expect(leads).toContain(report.diagnosis[0]?.id);
    if (cause === 'ok' || cause === 'http_error_from_destination') return;
    // a capture also shows the platform address by which the machine is known
    const others = report.endpoints.filter(({ service }) => service !== 'platform');
    expect(others.filter(({ verdict }) => verdict === 'reachable')).toEqual([]);
  });

  test('a cell that stays empty says why', () => {
    for (const row of Object.values(TABLE))
      for (const reader of READERS) {
        const cell = row[reader];
        if ('never' in cell) expect(cell.never.length).toBeGreaterThan(10);
      }
  });
});
