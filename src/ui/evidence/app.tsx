import { render } from 'preact';
import type { EvidenceKnowledge } from '../../knowledge/types.ts';
import { href } from '../../site/href.ts';
import { Chooser } from './Chooser.tsx';

/** Shows the chooser in place of the plain lists. */
export async function showChooser(
  root: HTMLElement,
  scenario: string,
  given: Readonly<Record<string, string>>,
): Promise<void> {
  const response = await fetch(href('/evidence.json'));
  const knowledge = (await response.json()) as EvidenceKnowledge;
  render(<Chooser knowledge={knowledge} scenario={scenario} given={given} />, root);
  root.querySelector('select')?.focus({ preventScroll: true });
}
