import { expect, test } from 'vitest';
import { oneWayOf } from '../../../../src/judge/capture/one-way.ts';
import type { CaptureSummary } from '../../../../src/model/capture.ts';
import { knowledge } from '../../../support/knowledge.ts';

const told = (direction?: 'both' | 'sent' | 'received') =>
  oneWayOf(
    { own: [], ...(direction === undefined ? {} : { facts: { direction } }) } as unknown as CaptureSummary,
    knowledge,
  );

test.each(['sent', 'received'] as const)('%s alone is told, for certain', (direction) => {
  expect(told(direction)).toMatchObject([
    { id: 'capture-one-way', confidence: 'certain', because: [], params: { of: direction } },
  ]);
});

test('what to do is told for the system on which it was taken, in words of captures', () => {
  const of = (fileType: string) =>
    oneWayOf({ fileType, linkTypes: [], facts: { direction: 'sent' } } as unknown as CaptureSummary, knowledge)[0];
  const [windows] = knowledge.platforms.windows.captures;
  const systems = (steps: readonly { readonly platform: string; readonly command: string | null }[] = []) => [
    ...new Set(steps.filter(({ command }) => command !== null).map(({ platform }) => platform)),
  ];
  expect(systems(of(windows ?? '')?.steps)).toEqual(['windows']);
  expect(systems(of('')?.steps).sort()).toEqual(['linux', 'windows']);
});

test('both directions are nothing to tell, nor is a capture that does not say', () => {
  expect(told('both')).toEqual([]);
  expect(told()).toEqual([]);
});
