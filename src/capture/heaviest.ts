/** Up to so many are kept in order while all are looked at; for more, all weights are sorted once. */
const FEW = 64;

/** The numbers 0 … count - 1 with the greatest weights, at most so many, the greatest first; of equals the first. */
export function heaviest(count: number, weightOf: (id: number) => number, most: number): number[] {
  if (count > most && most <= FEW) return few(count, weightOf, most);
  const weights = Float64Array.from({ length: count }, (_, id) => weightOf(id));
  const chosen = count > most ? beyond(weights, most) : Array.from({ length: count }, (_, id) => id);
  return chosen.sort((x, y) => (weights[y] ?? 0) - (weights[x] ?? 0));
}

function few(count: number, weightOf: (id: number) => number, most: number): number[] {
  const ids: number[] = [];
  const weights: number[] = [];
  for (let id = 0; id < count; id += 1) {
    const weight = weightOf(id);
    if (ids.length === most && weight <= (weights[most - 1] ?? Number.POSITIVE_INFINITY)) continue;
    let at = ids.length;
    while (at > 0 && (weights[at - 1] ?? 0) < weight) at -= 1;
    ids.splice(at, 0, id);
    weights.splice(at, 0, weight);
    if (ids.length > most) {
      ids.pop();
      weights.pop();
    }
  }
  return ids;
}

function beyond(weights: Float64Array, most: number): number[] {
  const limit = weights.slice().sort()[weights.length - most] ?? 0;
  let room = most;
  for (const weight of weights) if (weight > limit) room -= 1;
  const chosen: number[] = [];
  for (const [id, weight] of weights.entries()) {
    if (weight < limit || (weight === limit && room === 0)) continue;
    if (weight === limit) room -= 1;
    chosen.push(id);
  }
  return chosen;
}
