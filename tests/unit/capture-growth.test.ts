import { analyze } from '../support/captures.ts';
import { FAMILIES } from '../support/capture-families.ts';
import { family, testGrowth } from '../support/growth.ts';

/** Lists as long as the page shows. */
const MOST = 5000;

testGrowth(
  Object.entries(FAMILIES).map(([name, make]) =>
    family(name, make, (bytes: Uint8Array) => analyze('made.pcap', bytes).report({ most: MOST })),
  ),
);
