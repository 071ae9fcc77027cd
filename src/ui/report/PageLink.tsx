import { createContext, type ComponentChildren, type JSX } from 'preact';
import { useContext } from 'preact/hooks';
import { NEW_TAB } from '#locale/view.ts';

/** Within a report pages open beside it: it would be gone with the page that shows it. */
export const InReport = createContext(false);

/** A link to a page of this site. */
export function PageLink({
  to,
  class: name,
  children,
}: {
  readonly to: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}): JSX.Element {
  const beside = useContext(InReport);
  return (
    <a href={to} class={name} {...(beside ? { target: '_blank', rel: 'noopener' } : {})}>
      {children}
      {beside && <span class="visually-hidden"> ({NEW_TAB})</span>}
    </a>
  );
}
