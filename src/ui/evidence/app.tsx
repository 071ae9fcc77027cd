import { render } from 'preact';
import { Chooser } from './Chooser.tsx';
import { loadEvidenceLists } from './knowledge.ts';

/** Shows the chooser in place of the plain lists. */
export async function showChooser(
  root: HTMLElement,
  scenario: string,
  given: Readonly<Record<string, string>>,
): Promise<void> {
  render(<Chooser knowledge={await loadEvidenceLists()} scenario={scenario} given={given} />, root);
  root.querySelector('select')?.focus({ preventScroll: true });
}
