import type { PlatformMarks } from '../knowledge/types.ts';
import type { Platform } from '../model/probe.ts';
import { TOOLS } from './index.ts';

type System = Exclude<Platform, 'any'>;

/** How sources tell their system, with the tools that run on one system only. */
export function withTools(rules: Readonly<Record<System, PlatformMarks>>): Readonly<Record<System, PlatformMarks>> {
  const marks = (system: System): PlatformMarks => ({
    ...rules[system],
    tools: [...rules[system].tools, ...TOOLS.filter(({ platform }) => platform === system).map(({ id }) => id)],
  });
  return { windows: marks('windows'), linux: marks('linux') };
}
