import { countOf, hasText, listOf, withText, type Few } from './few.ts';

/** Conversations whose names are kept, and names of one of them. */
const MOST_FLOWS = 1 << 16;
const MOST_OF_ONE_FLOW = 32;

/** Names for which conversations asked DNS, by the number of the conversation. */
export class FlowNames {
  readonly #names = new Map<number, Few>();

  /** @param name one that is kept anyway: no text is held here alone */
  add(flow: number, name: string): void {
    const known = this.#names.get(flow);
    if (known === undefined && this.#names.size >= MOST_FLOWS) return;
    if (known !== undefined && (hasText(known, name) || countOf(known) >= MOST_OF_ONE_FLOW)) return;
    this.#names.set(flow, withText(known ?? null, name));
  }

  of(flow: number): readonly string[] {
    return listOf(this.#names.get(flow) ?? null);
  }
}
