import { expect, test } from 'vitest';
import { linearTime } from '../support/linear-time.ts';
import { knowledge } from '../support/analyzer.ts';

const rules = knowledge.platforms;

test.each(Object.values(rules).flatMap(({ prompts, messages }) => [...prompts, ...messages]))(
  'the mark %s is looked for in linear time',
  (source) => {
    expect(linearTime(source, 'u')).toBe('safe');
  },
);
