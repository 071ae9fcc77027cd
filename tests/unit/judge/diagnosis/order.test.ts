import { describe, expect, test } from 'vitest';
import {
  BESIDE_ENDPOINTS,
  CLOSED_BEHIND_PROXY,
  RANKS,
  STATES,
  WITHOUT_ENDPOINTS,
} from '../../../../src/judge/diagnosis/order.ts';
import { knowledge } from '../../../support/knowledge.ts';

describe('which root cause leads', () => {
  test('failures stand before states, states before remarks', () => {
    expect(RANKS).toEqual(['failure', 'state', 'remark']);
  });

  test('what names itself leads over what is concluded, and never over one endpoint more', () => {
    expect(BESIDE_ENDPOINTS.named).toBeGreaterThan(BESIDE_ENDPOINTS.concluded);
    expect(BESIDE_ENDPOINTS.named - BESIDE_ENDPOINTS.concluded).toBeLessThan(1);
    expect(CLOSED_BEHIND_PROXY).toBeLessThan(1);
  });

  test('what no endpoint shows is lighter than any that does, from what is named to what is left', () => {
    const { said, listed, passing, agentError, messagesOnly, later } = WITHOUT_ENDPOINTS;
    const order = [CLOSED_BEHIND_PROXY, said, listed, said - passing, agentError, messagesOnly, 0];
    expect(order).toEqual(order.toSorted((a, b) => b - a));
    expect(new Set(order).size).toBe(order.length);
    // of causes that messages name the place in their order decides, up to many of them
    expect(said - 99 * later).toBeGreaterThan(listed);
  });

  test('a log that is cut leads over every other state; every state is a root cause with a page', () => {
    const { 'log-incomplete': cut, ...others } = STATES;
    expect(Math.max(...Object.values(others))).toBeLessThan(cut);
    const ids = new Set(knowledge.diagnoses.map(({ id }) => id));
    expect(Object.keys(STATES).filter((id) => !ids.has(id))).toEqual([]);
  });
});
