import { DROP } from '#locale/bundle-view.ts';
import { faultText } from '#locale/bundle.ts';
import type { UnreadableBundle } from '../../evidence/readers/bundle.ts';

/** True for an archive that cannot be read: told by its name, as the readers load only when used. */
export function isUnreadable(error: unknown): error is UnreadableBundle {
  return error instanceof Error && error.name === 'UnreadableBundle';
}

/** Why a bundle could not be opened, for people. */
export function reasonOf(error: unknown): string {
  return isUnreadable(error) ? faultText(error.fault) : DROP.failed;
}
