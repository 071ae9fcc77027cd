import type { Platform } from '../../model/probe.ts';

const NAMES: Readonly<Record<Exclude<Platform, 'any'>, string>> = { linux: 'Linux', windows: 'Windows' };

/** The sentence of a step of which there is one for each system. */
export function forPlatform(text: string, platform: Exclude<Platform, 'any'>): string {
  return `${NAMES[platform]}: ${text}`;
}
