import type { PlatformMarks } from '../knowledge/types.ts';
import type { Platform } from '../model/probe.ts';
import { onceFor } from '../text/once.ts';
import { TOOLS } from './index.ts';

type System = Exclude<Platform, 'any'>;

type Marks = Readonly<Record<System, PlatformMarks>>;

/** How sources tell their system, with the tools that run on one system only; made once. */
export const withTools = onceFor((rules: Marks): Marks => {
  const marks = (system: System): PlatformMarks => ({
    ...rules[system],
    tools: [...rules[system].tools, ...TOOLS.filter(({ platform }) => platform === system).map(({ id }) => id)],
  });
  return { windows: marks('windows'), linux: marks('linux') };
});
