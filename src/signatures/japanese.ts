import type { SignatureSource } from '../knowledge/types.ts';

const JAPANESE = /[\u3040-\u30FF\u3400-\u9FFF]/u;

/**
 * True for a message of a service that is known in Japanese: Azure portal and the agents show it in the reader's
 * language, and change their wordings. Command-line tools belong to no workload; their wordings are those of the system.
 */
export function isLocalized({ patterns, workloads }: Pick<SignatureSource, 'patterns' | 'workloads'>): boolean {
  return workloads.length > 0 && patterns.some((pattern) => JAPANESE.test(pattern));
}
