import type { NameRules } from '../../knowledge/types.ts';
import { onceFor } from '../../text/once.ts';
import { Vocabulary } from '../vocabulary.ts';
import { Zones } from '../zones.ts';
import { Accounts } from './accounts.ts';
import { Addresses } from './addresses.ts';
import { Identifiers } from './identifiers.ts';
import { Labels } from './labels.ts';
import { Places } from './places.ts';
import { DottedWords } from './words.ts';

/** What rules are made into before anything is read by them; it holds nothing of any session. */
export interface Readers {
  readonly vocabulary: Vocabulary;
  readonly zones: Zones;
  readonly addresses: Addresses;
  readonly labels: Labels;
  readonly accounts: Accounts;
  readonly places: Places;
  readonly identifiers: Identifiers;
  readonly dotted: DottedWords;
}

/** The readers of rules; made once, since every session has the same rules. */
export const readersOf = onceFor((rules: NameRules): Readers => ({
  vocabulary: new Vocabulary(rules),
  zones: new Zones(rules),
  addresses: new Addresses(rules),
  labels: new Labels(rules),
  accounts: new Accounts(rules),
  places: new Places(rules),
  identifiers: new Identifiers(rules),
  dotted: new DottedWords(rules),
}));
