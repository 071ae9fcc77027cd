import type { Arguments } from '../session/arguments.ts';
import { urlTarget } from '../session/target.ts';

/** A `Host:` header asks the destination for another host's content. */
export function asksForOtherHost({ options, positional }: Arguments): boolean {
  return (options.get('header') ?? []).some((header) => {
    const named = /^host:\s{0,9}([^\s:]{1,253})/iu.exec(header)?.[1]?.toLowerCase();
    return named !== undefined && !positional.some((word) => urlTarget(word)?.host === named);
  });
}
