const ZONE = /(?:Z|[+-]\d\d:?\d\d)$/u;

/**
 * Milliseconds of times that one machine wrote, comparable with each other: of UTC where all of them state their zone, else
 * as its clock showed them, since a time without a zone and one with its offset are of the same clock. Never by the zone of
 * who reads: the page, the browser and the command line put the same message first.
 * @param all every time that is to be compared, ISO 8601
 * @returns a function that gives NaN for what is no time
 */
export function clockOf(all: Iterable<string | null>): (at: string | null) => number {
  let zoned = true;
  for (const at of all) if (at !== null && !ZONE.test(at)) zoned = false;
  return zoned ? (at) => Date.parse(at ?? '') : (at) => Date.parse(`${(at ?? '').replace(ZONE, '')}Z`);
}
