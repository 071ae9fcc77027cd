import { DROP } from '#locale/bundle-view.ts';

/** Why a bundle could not be opened, for people: told by the name, as the readers load only when used. */
export function reasonOf(error: unknown): string {
  return error instanceof Error && error.name === 'UnreadableBundle' ? error.message : DROP.failed;
}
