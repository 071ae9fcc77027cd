import { describe, expect, test } from 'vitest';
import { diagnose } from '../../support/analyzer.ts';
import { READERS, TABLE } from './law-3-table.ts';

describe('law 3: answered is not blocked', () => {
  const cells = Object.entries(TABLE).flatMap(([cause, row]) =>
    READERS.flatMap((reader) => {
      const cell = row[reader];
      return 'shows' in cell ? [{ cause, reader, ...cell }] : [];
    }),
  );

  test.each(cells)('$cause by $reader is led by $leads', ({ cause, shows, leads }) => {
    const report = diagnose(shows);
    expect(leads).toContain(report.diagnosis[0]?.id);
    if (cause === 'ok' || cause === 'http_error_from_destination') return;
    expect(report.endpoints.filter(({ verdict }) => verdict === 'reachable')).toEqual([]);
  });

  test('a cell that stays empty says why', () => {
    for (const row of Object.values(TABLE))
      for (const reader of READERS) {
        const cell = row[reader];
        if ('never' in cell) expect(cell.never.length).toBeGreaterThan(10);
      }
  });
});
