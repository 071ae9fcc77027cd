import { GUIDES, SIDE, type PURPOSES } from '#locale/navigation.ts';

type Purpose = keyof typeof PURPOSES;

/** What of an article decides where it stands. */
interface Guide {
  readonly data: { readonly purpose: Purpose; readonly order: number };
}

/** The page of the check script: no article, but found where a reader collects what is needed. */
const CHECK = { path: '/check/', title: SIDE.check, description: GUIDES.check };

/** The groups in the order of a case: find out, repair, collect what support asks for. */
const ORDER: readonly Purpose[] = ['examine', 'fix', 'collect'];

/** The articles by what a reader is about, as home, the list of articles and the side navigation show them. */
export function byPurpose<T extends Guide>(
  guides: readonly T[],
): readonly { readonly purpose: Purpose; readonly guides: readonly T[] }[] {
  const sorted = [...guides].sort((a, b) => a.data.order - b.data.order);
  return ORDER.map((purpose) => ({ purpose, guides: sorted.filter(({ data }) => data.purpose === purpose) })).filter(
    ({ guides: own }) => own.length > 0,
  );
}

/** Pages of a purpose that are no articles; they stand behind its articles. */
export function pagesBeside(purpose: Purpose): readonly (typeof CHECK)[] {
  return purpose === 'collect' ? [CHECK] : [];
}
