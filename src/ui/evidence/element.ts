import { loadProgress } from './store.ts';

/** The chooser of the evidence page: loads when a scenario is chosen, named in the address, or was kept. */
class EvidenceChooser extends HTMLElement {
  connectedCallback(): void {
    const start = this.querySelector<HTMLSelectElement>('select');
    start?.addEventListener('change', () => {
      void this.#show(start.value);
    });
    const named = new URLSearchParams(location.hash.slice(1)).get('scenario');
    const kept = loadProgress().scenario;
    if (named !== null) void this.#show(named);
    else if (kept !== '') void this.#show(kept);
  }

  async #show(scenario: string): Promise<void> {
    const root = this.querySelector<HTMLElement>('[data-root]');
    if (root === null || scenario === '') return;
    const { showChooser } = await import('./app.tsx');
    this.querySelector('[data-start]')?.remove();
    await showChooser(root, scenario);
  }
}

customElements.define('evidence-chooser', EvidenceChooser);
