import type { Signature } from '../../knowledge/types.ts';
import type { MessageFinding } from '../../model/finding.ts';
import type { Cause } from '../../model/probe.ts';
import { append } from '../../text/lists.ts';
import { onceFor } from '../../text/once.ts';
import { clockOf } from './clock.ts';
import { failureOf, type Facts, type Finding } from './facts.ts';
import { WITHOUT_ENDPOINTS } from './order.ts';

/** Root causes of what a program says of its own connections, where the message names none itself. */
const BY_CAUSE: Partial<Record<Cause, string>> = {
  dns_timeout: 'dns-server-unreachable',
  dns_servfail: 'dns-server-unreachable',
  dns_refused: 'dns-server-unreachable',
  dns: 'dns-server-unreachable',
  dns_nxdomain: 'dns-record-missing',
  tls_untrusted: 'tls-inspection',
  tls_handshake: 'tls-handshake-fails',
  revocation: 'revocation-unreachable',
  proxy_denied: 'proxy-denies',
  proxy_auth: 'proxy-requires-auth',
  proxy_unreachable: 'proxy-unreachable',
  proxy_upstream: 'proxy-cannot-reach',
  route: 'route-missing',
  local: 'local-firewall',
};
/** Of a message that says nothing of a failure, however bad it sounds. */
const HARMLESS = 'nothing-tested';
/** Milliseconds within which a failure may come of one before. */
const NEAR = 10 * 60 * 1000;
/** So many times within an hour tell of more than a start of the machine. */
const OFTEN = 10;
const HOUR = 60 * 60 * 1000;

const byId = onceFor(
  (signatures: readonly Signature[]): ReadonlyMap<string, Signature> =>
    new Map(signatures.map((signature) => [signature.id, signature])),
);

/** What is known of a message. */
export function signatureOf({ knowledge }: Facts, { signature }: MessageFinding): Signature | undefined {
  return byId(knowledge.signatures).get(signature);
}

/** The root cause that a message stands for; null where it stands for none by itself. */
export function rootCauseOf(facts: Facts, message: MessageFinding): string | null {
  const { verdict } = message;
  const known = signatureOf(facts, message);
  if (known?.rootCause !== undefined) return known.rootCause;
  // beside commands of a terminal, a message may be of another time and another machine
  if (facts.journal === null || verdict !== 'unreachable') return null;
  return BY_CAUSE[known?.cause ?? 'other'] ?? null;
}

/** The layer of which a message speaks. */
export function layerOf(facts: Facts, message: MessageFinding): Signature['layer'] | null {
  return signatureOf(facts, message)?.layer ?? null;
}

/**
 * Root causes that messages outside the probes stand for, in the order in which they were said first: the failure of the
 * name explains what fails half a minute later. What the tests have shown already is not said twice.
 */
export function fromMessages(facts: Facts, tested: readonly Finding[]): Finding[] {
  const known = new Set(tested.map(({ id }) => id));
  const groups = new Map<string, MessageFinding[]>();
  for (const message of inOrder(facts.findings)) {
    const id = rootCauseOf(facts, message);
    if (id === null || id === HARMLESS || known.has(id)) continue;
    append(groups, id, message);
  }
  return [...groups].map(([id, messages], index) => {
    const weight = WITHOUT_ENDPOINTS.said - index * WITHOUT_ENDPOINTS.later;
    const params = { ...paramsOf(messages), how: 'message' };
    if (!isPassing(facts, messages))
      return failureOf(id, isNamed(facts, messages) ? 'likely' : 'possible', [], { weight, params, messages });
    const alone = facts.findings.every((message) => messages.includes(message) || message.verdict === 'reachable');
    return {
      ...failureOf(id, 'possible', [], { weight: weight - WITHOUT_ENDPOINTS.passing, params, messages }),
      // beside other messages it explains none of them
      ...(alone ? {} : { rank: 'remark' }),
    };
  });
}

/**
 * Any program may have asked for a name once in vain: that says nothing of a failure that did not come soon after, unless it
 * went on for a while.
 */
function isPassing(facts: Facts, messages: readonly MessageFinding[]): boolean {
  if (!messages.every((message) => message.verdict === 'informational' && layerOf(facts, message) === 'dns'))
    return false;
  const clock = clockOf(facts.findings.flatMap(({ firstAt, lastAt }) => [firstAt, lastAt]));
  const timesOf = ({ firstAt, lastAt }: MessageFinding): number[] =>
    [firstAt, lastAt].map(clock).filter((time) => !Number.isNaN(time));
  const times = messages.flatMap(timesOf);
  // less than nothing without any time: nobody knows how long it went on
  const lasted = Math.max(...times) - Math.min(...times);
  const count = messages.reduce((sum, message) => sum + message.count, 0);
  if (count >= OFTEN && lasted >= 0 && lasted <= HOUR) return false;
  return !facts.findings.some(
    (message) =>
      !messages.includes(message) &&
      // a failure on the way to Azure; what fails within the machine has causes of its own
      (message.verdict === 'unreachable' || message.verdict === 'indeterminate') &&
      timesOf(message).some((time) => times.some((before) => before <= time && time - before <= NEAR)),
  );
}

/** A message says so itself. */
function isNamed(facts: Facts, messages: readonly MessageFinding[]): boolean {
  return messages.some((message) => signatureOf(facts, message)?.rootCause !== undefined);
}

/** What messages tell of themselves. */
export function paramsOf(messages: readonly MessageFinding[]): Readonly<Record<string, string | number>> {
  const [first] = messages;
  const host = messages.map(({ params }) => params['host'] ?? params['ip']).find((one) => one !== undefined);
  return {
    messages: messages.reduce((sum, { count }) => sum + count, 0),
    ...(first === undefined ? {} : { line: first.line }),
    ...(first?.firstAt == null ? {} : { since: timeOf(first.firstAt) }),
    ...(host === undefined ? {} : { host }),
  };
}

/** A time as a sentence has it. */
function timeOf(at: string): string {
  return at.replace('T', ' ').replace('Z', ' UTC');
}

/** Messages as they were said, by their times where all of them have one, else by their lines. */
export function inOrder(messages: readonly MessageFinding[]): MessageFinding[] {
  const clock = clockOf(messages.map(({ firstAt }) => firstAt));
  const times = new Map(messages.map((message) => [message, clock(message.firstAt)] as const));
  if ([...times.values()].some((time) => Number.isNaN(time))) return messages.toSorted((a, b) => a.line - b.line);
  return messages.toSorted((a, b) => (times.get(a) ?? 0) - (times.get(b) ?? 0) || a.line - b.line);
}
