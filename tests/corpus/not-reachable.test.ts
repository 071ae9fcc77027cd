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
