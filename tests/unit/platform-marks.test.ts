import { checkSync } from 'recheck';
import { expect, test } from 'vitest';
import { knowledge } from '../support/analyzer.ts';

const rules = knowledge.platforms;

test.each(Object.values(rules).flatMap(({ prompts, messages }) => [...prompts, ...messages]))(
  'the mark %s is looked for in linear time',
  (source) => {
    expect(checkSync(source, 'u', { timeout: 20_000 }).status).toBe('safe');
  },
);
