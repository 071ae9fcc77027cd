/** Takes results in the order in which they were asked for, whichever comes first. */
export class InOrder<T> {
  readonly #take: (result: T) => void;
  readonly #slots: { result: T | undefined; isThere: boolean }[] = [];
  readonly #pending = new Set<Promise<void>>();
  #failed: { readonly error: unknown } | null = null;

  constructor(take: (result: T) => void) {
    this.#take = take;
  }

  /** @throws {Error} what an earlier one threw */
  push(asked: T | Promise<T>): void {
    if (asked instanceof Promise) this.#wait(asked);
    else if (this.#slots.length === 0) this.#take(asked);
    else this.#slots.push({ result: asked, isThere: true });
    this.#stop();
  }

  #wait(asked: Promise<T>): void {
    const slot: { result: T | undefined; isThere: boolean } = { result: undefined, isThere: false };
    this.#slots.push(slot);
    const pending: Promise<void> = asked
      .then((result) => {
        [slot.result, slot.isThere] = [result, true];
        this.#drain();
      })
      .catch((error: unknown) => {
        this.#failed ??= { error };
      })
      .finally(() => this.#pending.delete(pending));
    this.#pending.add(pending);
  }

  /** Resolves when all were taken. @throws {Error} what the first one threw */
  async done(): Promise<void> {
    while (this.#pending.size > 0 && this.#failed === null) await Promise.race(this.#pending);
    this.#stop();
  }

  #stop(): void {
    if (this.#failed !== null) throw this.#failed.error;
  }

  #drain(): void {
    let taken = 0;
    for (const { result, isThere } of this.#slots) {
      if (!isThere) break;
      taken += 1;
      this.#take(result as T);
    }
    this.#slots.splice(0, taken);
  }
}
