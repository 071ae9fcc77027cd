import {
  answerTo,
  Crew,
  type Asked,
  type Helper,
  type Sizes,
  type Told,
  type WorkReader,
} from '../../src/analyze/crew.ts';

/** Everything is dealt out, each log by itself. */
export const SMALL: Sizes = { worthwhile: 0, batch: 1, held: 3000, heldLarge: 100_000 };

const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** What happens to the work of a helper: it is read later, or the helper dies of it. */
export type Fate = (asked: Asked, at: number) => 'read' | 'die';

/** Readers in this thread that get and give copies, as threads do, each of them slower than the one before. */
export function crewOf(
  count: number,
  reader: WorkReader,
  { sizes = SMALL, fate = () => 'read' }: { readonly sizes?: Sizes; readonly fate?: Fate } = {},
): { readonly crew: Crew; readonly asked: Asked[] } {
  const asked: Asked[] = [];
  const start = (): Helper[] =>
    Array.from({ length: count }, (_, at) => {
      let take: (told: Told) => void = () => undefined;
      let lost = (): void => undefined;
      const queue: Asked[] = [];
      const work = async (): Promise<void> => {
        for (let one = queue[0]; one !== undefined; one = queue[0]) {
          for (let wait = 0; wait <= at * 2; wait += 1) await nextTurn();
          if (fate(one, at) === 'die') {
            lost();
            return;
          }
          const told = structuredClone(answerTo(one, reader));
          queue.shift();
          take(told);
        }
      };
      return {
        post(one) {
          const copy = structuredClone(one);
          asked.push(copy);
          queue.push(copy);
          if (queue.length === 1) void work();
        },
        listen(taker, loser) {
          [take, lost] = [taker, loser];
        },
      };
    });
  return { crew: new Crew(start, nextTurn, sizes), asked };
}
