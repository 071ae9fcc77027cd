import { readEvidenceLink } from './link.ts';
import { loadProgress } from './store.ts';

/** The chooser of the evidence page: loads when a scenario is chosen, named in the address, or was kept. */
class EvidenceChooser extends HTMLElement {
  connectedCallback(): void {
    const start = this.querySelector<HTMLSelectElement>('select');
    start?.addEventListener('change', () => {
      void this.#show(start.value);
    });
    // the fragment carries what a report knows; it never reaches a server
    const link = readEvidenceLink(location.hash);
    const kept = loadProgress().scenario;
    if (link !== null) void this.#show(link.scenario, link.given);
    else if (kept !== '') void this.#show(kept);
  }

  async #show(scenario: string, given: Readonly<Record<string, string>> = {}): Promise<void> {
    const root = this.querySelector<HTMLElement>('[data-root]');
    if (root === null || scenario === '') return;
    const { showChooser } = await import('./app.tsx');
    this.querySelector('[data-start]')?.remove();
    await showChooser(root, scenario, given);
  }
}

customElements.define('evidence-chooser', EvidenceChooser);
