import { PAGES } from '#locale/navigation.ts';

/** The main pages, as header and mobile menu list them. */
export const NAV: readonly { readonly path: string; readonly title: string }[] = [
  { path: '/', title: PAGES.home },
  { path: '/guide/', title: PAGES.guide },
  { path: '/errors/', title: PAGES.errors },
  { path: '/diagnoses/', title: PAGES.diagnoses },
  { path: '/reference/endpoints/', title: PAGES.endpoints },
  { path: '/guide/evidence/', title: PAGES.evidence },
];
