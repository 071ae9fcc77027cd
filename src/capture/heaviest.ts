/**
 * The numbers 0 … count - 1 with the greatest weights, at most so many, the greatest first; of equals the first.
 * Holds no more than it gives: a heap whose root is the next to be displaced.
 */
export function heaviest(count: number, weightOf: (id: number) => number, most: number): number[] {
  const size = Math.min(count, Math.max(0, most));
  const ids = new Int32Array(size);
  const weights = new Float64Array(size);
  for (let id = 0; id < size; id += 1) {
    ids[id] = id;
    weights[id] = weightOf(id);
  }
  if (count > size && size > 0) {
    for (let at = (size >>> 1) - 1; at >= 0; at -= 1) sink(ids, weights, at);
    for (let id = size; id < count; id += 1) {
      const weight = weightOf(id);
      if (weight <= (weights[0] ?? 0)) continue;
      ids[0] = id;
      weights[0] = weight;
      sink(ids, weights, 0);
    }
  }
  const order = Array.from(ids, (_, at) => at);
  order.sort((x, y) => (weights[y] ?? 0) - (weights[x] ?? 0) || (ids[x] ?? 0) - (ids[y] ?? 0));
  return order.map((at) => ids[at] ?? 0);
}

/** Lets an entry sink below those that are displaced before it: lighter ones, and later ones of the same weight. */
function sink(ids: Int32Array, weights: Float64Array, from: number): void {
  let at = from;
  for (;;) {
    let next = at;
    for (let child = at * 2 + 1; child <= at * 2 + 2 && child < ids.length; child += 1)
      if (goesBefore(ids, weights, child, next)) next = child;
    if (next === at) return;
    swap(ids, at, next);
    swap(weights, at, next);
    at = next;
  }
}

function goesBefore(ids: Int32Array, weights: Float64Array, one: number, other: number): boolean {
  const x = weights[one] ?? 0;
  const y = weights[other] ?? 0;
  return x < y || (x === y && (ids[one] ?? 0) > (ids[other] ?? 0));
}

function swap(values: Int32Array | Float64Array, one: number, other: number): void {
  const held = values[one] ?? 0;
  values[one] = values[other] ?? 0;
  values[other] = held;
}
