import { describe, expect, test } from 'vitest';
import { isCapture } from '../../../src/capture/recognise.ts';
import { dropText, factSentences } from '#locale/capture-facts.ts';
import type { CaptureReport } from '../../../src/model/report.ts';
import { CaptureAnalysis } from '../../../src/analyze/capture.ts';
import { analyze, knowledge } from '../../support/captures.ts';
import { ACK, CaptureWriter, dns, SYN } from '../../support/packets.ts';
import { END_OF_PACKET, START_OF_PACKET, START_SECONDS, TraceWriter } from '../../support/traces.ts';

const VM = '10.0.0.4';
const SERVER = '20.1.1.1';
const [HELLO, ANSWER, DONE] = new CaptureWriter().handshake(`${VM}:50000`, `${SERVER}:443`).packets() as [
  Buffer,
  Buffer,
  Buffer,
];
const ethernet = (packet: Buffer): Buffer =>
  Buffer.concat([Buffer.from('00112233445566778899aabb0800', 'hex'), packet]);

function report(writer: TraceWriter, place?: string, size = 100): CaptureReport {
  const bytes = writer.file();
  const analysis = new CaptureAnalysis('PktMon.etl', knowledge, place === undefined ? {} : { place });
  for (let at = 0; at < bytes.length; at += size) analysis.push(bytes.slice(at, at + size));
  analysis.end();
  return analysis.report();
}
const traceOf = ({ capture }: CaptureReport) => capture.facts?.trace;

test('an event trace is recognised by its first buffer', () => {
  const file = new TraceWriter().packet(HELLO).file();
  expect(isCapture('file', file.subarray(0, 128), [])).toBe(true);
  expect(isCapture('file', file.subarray(8, 136), [])).toBe(false);
});

test.each([
  ['as it is', {}],
  ['packed', { packed: true }],
  ['with room behind the events', { room: 64 }],
])('packets of pktmon are read from a buffer %s', (_, form) => {
  const writer = new TraceWriter().packet(HELLO, { at: 1.5 }).packet(ANSWER, { at: 1.6 }).buffer(form);
  const { capture, format } = report(writer);
  expect(format).toBe('etl');
  expect(capture).toMatchObject({ packets: 2, defects: [], wireBytes: HELLO.length + ANSWER.length });
  expect(capture.firstPacket).toBeCloseTo(START_SECONDS + 1.5, 6);
  expect(capture.conversations[0]?.connections[0]).toMatchObject({ outcome: 'half_open', syn: 1 });
});

test('pointers of 32 bits move the clock, and items stand in front of what an event carries', () => {
  const items = Buffer.from('1000010000000800aaaaaaaaaaaaaaaa', 'hex');
  const head = Buffer.alloc(34);
  head.writeUInt16LE(3, 14);
  head.writeUInt16LE(HELLO.length, 30);
  head.writeUInt16LE(HELLO.length, 32);
  const writer = new TraceWriter({ pointer: 4 }).event(
    'd9804f4dbdc8734dbb5b19c90402c5ac',
    160,
    Buffer.concat([head, HELLO]),
    { at: 2, items },
  );
  const { capture } = report(writer);
  expect(capture.packets).toBe(1);
  expect(capture.firstPacket).toBeCloseTo(START_SECONDS + 2, 6);
});

test('buffers of several processors are put in order: the answer stands before the question', () => {
  const writer = new TraceWriter().packet(ANSWER, { at: 0.2 }).buffer();
  writer.packet(HELLO, { at: 0.1 }).packet(DONE, { at: 0.3 }).buffer();
  const { capture } = report(writer);
  expect(capture.conversations[0]?.connections[0]).toMatchObject({ outcome: 'established' });
});

test('where the trace tells copies, each packet counts once', () => {
  const writer = new TraceWriter();
  for (const [at, packet] of [HELLO, ANSWER, DONE].entries()) {
    writer.packet(packet, { component: 61, appearance: 1, at });
    writer.packet(ethernet(packet), { component: 59, appearance: 2, type: 1, at: at + 0.001 });
  }
  const all = report(writer.component(59, 2, 'netvsc.sys'));
  expect(all.capture).toMatchObject({ packets: 3, linkTypes: [101] });
  expect(all.capture.conversations[0]?.retransmissions).toBe(0);
  expect(traceOf(all)).toMatchObject({ chosen: 'all', chosenBy: 'groups' });
});

/** The same packets at an adapter, at the faster one below it that saw the last two alone, and at both edges of a filter above. */
function copies(): TraceWriter {
  const writer = new TraceWriter();
  for (const [at, packet] of [HELLO, ANSWER, DONE].entries()) {
    writer.packet(ethernet(packet), { component: 8, edge: 1, type: 1, at });
    writer.packet(ethernet(packet), { component: 8, edge: 2, type: 1, at });
    writer.packet(ethernet(packet), { component: 20, type: 1, at });
    if (at > 0) writer.packet(ethernet(packet), { component: 5, type: 1, at });
  }
  return writer.component(20, 2, 'netvsc.sys', 'Microsoft Hyper-V Network Adapter').component(5, 2, 'mlx5.sys');
}

test('where it does not, the packets of one adapter are shown, and the others are offered', () => {
  const shown = report(copies());
  expect(shown.capture.packets).toBe(3);
  expect(shown.capture.conversations[0]?.retransmissions).toBe(0);
  expect(traceOf(shown)).toMatchObject({ writer: 'pktmon', chosen: '20.1', chosenBy: 'miniport' });
  expect(traceOf(shown)?.views.map(({ id, name, packets }) => `${id} ${name} ${packets}`)).toEqual([
    '8.1  3',
    '8.2  3',
    '20.1 netvsc.sys 3',
    '5.1 mlx5.sys 2',
  ]);
});

test('the reader chooses another place', () => {
  const other = report(copies(), '5.1');
  expect(other.capture.packets).toBe(2);
  expect(traceOf(other)).toMatchObject({ chosen: '5.1', chosenBy: 'reader' });
});

test('an adapter whose packets have a header that is not read gives way to what lies above it', () => {
  const writer = new TraceWriter().component(3, 2, 'wifi.sys');
  for (const [at, packet] of [HELLO, ANSWER, DONE].entries())
    writer.packet(packet, { component: 3, type: 2, at }).packet(ethernet(packet), { component: 9, type: 1, at });
  const shown = report(writer);
  expect(traceOf(shown)).toMatchObject({ chosen: '9.1', chosenBy: 'most' });
  expect(shown.capture).toMatchObject({ packets: 3, linkTypes: [1] });
});

test('the machine itself is whose addresses the trace names', () => {
  const writer = new TraceWriter().packet(ANSWER).address(40, '127.0.0.1').address(40, SERVER);
  expect(report(writer).capture.own).toEqual([SERVER]);
});

test('netsh trace: the length of a packet is told; what stands behind it is none of it', () => {
  const shown = report(
    new TraceWriter().ndis(ethernet(HELLO), { at: 1, high: 1 }).ndis(ethernet(ANSWER), { at: 2, high: 2 }),
  );
  expect(shown.capture).toMatchObject({ packets: 2, wireBytes: HELLO.length + ANSWER.length + 28, own: [VM] });
  expect(traceOf(shown)).toMatchObject({ writer: 'netsh', chosen: '8.8' });
});

test('netsh trace before Windows 8.1: a packet in parts, of two interfaces at the same time', () => {
  const frame = ethernet(HELLO);
  const writer = new TraceWriter()
    .ndis(frame.subarray(0, 20), { low: 1 | START_OF_PACKET })
    .ndis(ethernet(ANSWER).subarray(0, 30), { low: 1 | START_OF_PACKET, miniport: 9 })
    .ndis(frame.subarray(20, 40), { low: 1 })
    .ndis(frame.subarray(40), { low: 1 | END_OF_PACKET });
  expect(report(writer).capture).toMatchObject({ packets: 1, wireBytes: frame.length });
});

test('netsh trace: of a packet that was cut its own header tells the length', () => {
  const frame = ethernet(new CaptureWriter().tcp(`${VM}:1`, `${SERVER}:443`, ACK, 1, 1, 'x'.repeat(500)).last());
  const low = 1 | START_OF_PACKET | END_OF_PACKET | 0x2000000;
  expect(report(new TraceWriter().ndis(frame.subarray(0, 60), { low })).capture).toMatchObject({
    capturedBytes: 60,
    wireBytes: frame.length,
    cutPackets: 1,
  });
});

test('netsh trace: a packet of a virtual switch stands behind names and destinations', () => {
  const writer = new TraceWriter().switched(ethernet(HELLO), { destinations: 2 });
  expect(report(writer).capture.conversations[0]).toMatchObject({ a: VM, b: SERVER });
});

describe('netsh trace: the same packets at several places', () => {
  const late = new CaptureWriter().udp(`${VM}:5000`, '10.0.0.9:9999', Buffer.from('x')).last();
  /** A SYN, `times` times at once, and a second in which nobody answers. */
  const silent = (times: number, apart = 0.0002): TraceWriter => {
    const writer = new TraceWriter();
    for (let n = 0; n < times; n += 1) writer.ndis(ethernet(HELLO), { at: n * apart, high: 1 });
    return writer.ndis(ethernet(late), { at: 1, high: 1 });
  };

  test('of one interface the layer with the most packets is shown, each packet once', () => {
    const writer = new TraceWriter();
    for (const [at, packet] of [HELLO, ANSWER, DONE].entries())
      for (const lower of [8, 12]) writer.ndis(ethernet(packet), { at: at + lower / 1e5, lower });
    const shown = report(writer.ndis(ethernet(late), { at: 4, lower: 12 }));
    expect(traceOf(shown)).toMatchObject({ chosen: '8.12', chosenBy: 'most' });
    expect(shown.capture).toMatchObject({ packets: 4, facts: { copies: 0, doubling: 'none' } });
    expect(shown.capture.conversations[0]).toMatchObject({ retransmissions: 0 });
  });

  test.each([2, 3, 5])('a SYN that stands there %i times is one try, and no number of repeats is given', (times) => {
    const shown = report(silent(times));
    const { facts, conversations, timeline } = shown.capture;
    expect(facts).toMatchObject({ copies: times - 1, doubling: 'mixed' });
    expect(facts?.peers).toMatchObject([{ retransmissions: null }]);
    expect(conversations[0]).toMatchObject({ retransmissions: null, connections: [{ retransmissions: null }] });
    expect(timeline.repeats).toEqual([]);
    expect(shown.endpoints).toMatchObject([{ host: SERVER, verdict: 'indeterminate' }]);
    expect(facts === undefined ? '' : factSentences(facts).join('')).toContain('SYN の回数からは何も判断していません');
  });

  test('copies of one packet forbid it for all: a later SYN may be one that took long', () => {
    const writer = silent(1).ndis(ethernet(HELLO), { at: 0.9, high: 1 });
    expect(report(writer).endpoints).toMatchObject([{ verdict: 'unreachable', tcp: { cause: 'timeout' } }]);
    const doubtful = writer.ndis(ethernet(DONE), { at: 1 }).ndis(ethernet(late), { at: 1.0001, high: 1 });
    expect(report(doubtful).capture.facts).toMatchObject({ doubling: 'none' });
    const other = new CaptureWriter().tcp(`${VM}:50001`, '20.2.2.2:443', SYN, 1, 0).last();
    writer.ndis(ethernet(other), { at: 1.1, high: 1 }).ndis(ethernet(other), { at: 1.1001, high: 1 });
    expect(report(writer).endpoints.map(({ verdict }) => verdict)).toEqual(['indeterminate', 'indeterminate']);
  });

  test('who waits for long enough is without an answer, however often it stands there', () => {
    const shown = report(silent(2).ndis(ethernet(late), { at: 4, high: 1 }));
    expect(shown.endpoints).toMatchObject([{ verdict: 'unreachable', tcp: { cause: 'timeout' } }]);
  });

  test('segments of IPv6 tell copies where they open a connection or hold data; acknowledgements alone may be alike', () => {
    const [client, server] = ['20010db8000000000000000000000004', '20010db8000000000000000000000009'];
    const twice = (flags: number, data: string) => {
      const four = new CaptureWriter().tcp(`${VM}:50000`, `${SERVER}:443`, flags, 1, 1, data).last();
      const packet = new CaptureWriter().ip6(6, client, server, four.subarray(20)).last();
      const frame = Buffer.concat([Buffer.from('00112233445566778899aabb86dd', 'hex'), packet]);
      return report(new TraceWriter().ndis(frame, { at: 0 }).ndis(frame, { at: 0.001 })).capture.facts?.doubling;
    };
    expect([twice(SYN, ''), twice(ACK, 'x'), twice(ACK, '')]).toEqual(['mixed', 'mixed', 'none']);
  });

  test('a packet comes into a virtual switch and leaves it: one of the two is shown', () => {
    const writer = new TraceWriter();
    for (const [at, packet] of [HELLO, ANSWER, DONE].entries())
      for (const destinations of [0, 1])
        writer.switched(ethernet(packet), { at: at + destinations / 1e4, destinations });
    const shown = report(writer);
    expect(traceOf(shown)?.views.map(({ id, side, packets }) => `${id} ${side} ${packets}`)).toEqual([
      '8.8.in in 3',
      '8.8.out out 3',
    ]);
    expect(traceOf(shown)?.chosen).toBe('8.8.in');
    expect(shown.capture.facts?.doubling).toBe('none');
    const [conversation] = shown.capture.conversations;
    expect(conversation).toMatchObject({ retransmissions: 0, handshake: 'established' });
    expect(report(writer, '8.8.out').capture.packets).toBe(3);
  });
});

test('drops are told by component, reason and place, and are no packets', () => {
  const writer = new TraceWriter()
    .packet(ANSWER, { component: 9 })
    .drop(HELLO, { component: 30, reason: 1206 })
    .drop(HELLO, { component: 30, reason: 1206 })
    .drop(DONE, { component: 31, reason: 4711 })
    .component(30, 11, 'tcpip.sys', 'TCP/IPv4 - L3/L4');
  const { facts, packets } = report(writer).capture;
  expect(packets).toBe(1);
  expect(facts?.trace?.drops.map(({ name, reason, packets: count }) => [name, reason, count])).toEqual([
    ['tcpip.sys', 1206, 2],
    ['', 4711, 1],
  ]);
  expect(facts?.trace?.drops.map((drop) => dropText(drop, facts.parts))).toEqual([
    'Windows の TCP/IP (tcpip.sys、TCP/IPv4 - L3/L4)',
    '番号 31',
  ]);
  expect(facts?.reasons).toMatchObject([
    { id: 1206, name: 'INET_SessionState', firewall: false },
    { id: 4711, name: '', text: '' },
  ]);
});

const FIREWALL = 1207;

test('a connection whose SYN the firewall of Windows threw away never left the machine', () => {
  const writer = new TraceWriter().drop(HELLO, { component: 30, reason: FIREWALL }).address(40, VM);
  writer.packet(new CaptureWriter().udp(`${VM}:5000`, '10.0.0.9:9999', Buffer.from('x')).last(), { component: 9 });
  const shown = report(writer.component(30, 11, 'tcpip.sys'));
  expect(shown.endpoints).toMatchObject([{ host: SERVER, port: 443, verdict: 'unreachable', tcp: { cause: 'local' } }]);
  expect(shown.diagnosis[0]).toMatchObject({ id: 'local-firewall', confidence: 'certain' });
  expect(shown.diagnosis[0]?.why).toContain('INET_ReceiveInspection');
  expect(shown.diagnosis[0]?.why).toContain('tcpip.sys');
});

test('the answer that it did not let in is the same; one that got through in the end is none', () => {
  const unanswered = new TraceWriter().packet(HELLO, { at: 1 }).packet(ANSWER, { at: 2 }).address(40, VM);
  const stopped = report(unanswered.drop(ANSWER, { reason: FIREWALL, at: 2 }));
  expect(stopped.endpoints).toMatchObject([{ host: SERVER, verdict: 'unreachable', tcp: { cause: 'local' } }]);
  const through = new TraceWriter().packet(HELLO, { at: 1 }).packet(ANSWER, { at: 2 }).packet(DONE, { at: 3 });
  through.drop(HELLO, { reason: FIREWALL, at: 0 }).address(40, VM);
  expect(report(through).endpoints).toMatchObject([{ host: SERVER, verdict: 'reachable' }]);
});

test('who calls from outside and is turned away is no destination, and another reason is no firewall', () => {
  const call = new CaptureWriter().tcp(`${SERVER}:50000`, `${VM}:3389`, SYN, 1, 0).last();
  const writer = new TraceWriter().packet(call).drop(call, { reason: FIREWALL }).address(40, VM);
  expect(report(writer).endpoints).toEqual([]);
  const other = new TraceWriter().packet(call).drop(HELLO, { reason: 1206 }).address(40, VM);
  expect(report(other).endpoints).toEqual([]);
});

describe('DNS that the firewall of Windows threw away', () => {
  const DNS = '168.63.129.16';
  const asks = (name: string, server = DNS): Buffer =>
    new CaptureWriter().udp(`${VM}:50000`, `${server}:53`, dns(name, null)).last();
  const answers = (name: string, server = DNS): Buffer =>
    new CaptureWriter().udp(`${server}:53`, `${VM}:50000`, dns(name, 0, '20.1.1.1')).last();
  const NAME = 'login.microsoftonline.com';
  const [OTHER] = new CaptureWriter().udp(`${VM}:5000`, '10.0.0.9:9999', Buffer.from('x')).packets() as [Buffer];
  const trace = (): TraceWriter =>
    new TraceWriter().packet(OTHER, { component: 9, at: 5 }).address(40, VM).component(30, 11, 'tcpip.sys');

  test('is a root cause inside the machine, with reason and driver', () => {
    const shown = report(trace().drop(asks(NAME), { component: 30, reason: 909, at: 1 }));
    expect(shown.endpoints).toMatchObject([
      { host: DNS, port: 53, verdict: 'unreachable', dns: { status: 'failed', cause: 'local' } },
    ]);
    const [cause] = shown.diagnosis;
    expect(cause).toMatchObject({ id: 'local-firewall', confidence: 'certain' });
    expect(cause?.summary).toContain(DNS);
    expect(cause?.why).toContain('NL_InspectionDrop');
    expect(cause?.why).toContain('tcpip.sys');
    expect(JSON.stringify(cause?.next)).toContain(`nslookup login.microsoftonline.com ${DNS}`);
  });

  test('explains the names that were asked for, where the question was captured ahead of the filter', () => {
    const shown = report(
      trace().packet(asks(NAME), { component: 9, at: 1 }).drop(asks(NAME), { component: 30, reason: 909, at: 1 }),
    );
    expect(shown.endpoints.map(({ host, verdict, dns: { cause } }) => `${host} ${verdict} ${cause}`)).toEqual([
      `${NAME} unreachable local`,
      `${DNS} unreachable local`,
    ]);
    expect(shown.diagnosis.map(({ id }) => id)).not.toContain('dns-server-unreachable');
    expect(shown.diagnosis[0]?.id).toBe('local-firewall');
  });

  test('an answer that came and was thrown away proves no DNS; one that got through does', () => {
    const came = trace().packet(asks(NAME), { component: 9, at: 1 }).packet(answers(NAME), { component: 9, at: 1.1 });
    const [stopped] = report(came.drop(answers(NAME), { component: 30, reason: 1207, at: 1.1 })).endpoints;
    expect(stopped).toMatchObject({ verdict: 'unreachable', dns: { cause: 'local' } });
    const second = came.packet(answers('www.microsoft.com'), { component: 9, at: 2 });
    const { endpoints, diagnosis } = report(second);
    expect(endpoints).toMatchObject([{ host: DNS, verdict: 'reachable' }]);
    expect(diagnosis.map(({ id }) => id)).not.toContain('local-firewall');
  });

  test('another reason, or questions of others, are none of it', () => {
    expect(report(trace().drop(asks(NAME), { reason: 1206, at: 1 })).endpoints).toEqual([]);
    const asked = new CaptureWriter().udp('10.0.0.77:50000', `${VM}:53`, dns(NAME, null)).last();
    expect(report(trace().drop(asked, { reason: 1207, at: 1 })).endpoints).toEqual([]);
  });
});

test('a trace without packets is named by whose events it holds', () => {
  const counters = report(new TraceWriter().component(1, 2, 'netvsc.sys'));
  expect(counters.diagnosis[0]).toMatchObject({ id: 'trace-without-packets' });
  expect(counters.diagnosis[0]?.title).toContain('pktmon');
  const wfp = report(new TraceWriter().event('5b8c470c5103b1418c584a6737da32e3', 1, Buffer.alloc(4)));
  expect(wfp.diagnosis[0]?.summary).toContain('Microsoft-Windows-WFP');
  const strange = report(new TraceWriter().event('00112233445566778899aabbccddeeff', 1, Buffer.alloc(4)));
  expect(strange.diagnosis[0]?.summary).toContain('{33221100-5544-7766-8899-aabbccddeeff}');
});

test('what is cut off or broken is said, and what can be read is read', () => {
  const whole = new TraceWriter().packet(HELLO).buffer().packet(ANSWER).file();
  const cut = analyze('a.etl', whole.slice(0, -10));
  expect(cut.summary()).toMatchObject({
    packets: 1,
    truncated: true,
    defects: [{ damage: { kind: 'cut', within: 'buffer' } }],
  });
  const broken = whole.slice();
  const second = 0x48 + new DataView(broken.buffer).getUint32(0, true) - 0x48;
  broken[second + 0x48] = 0xff;
  broken[second + 0x49] = 0x7f;
  const summary = analyze('a.etl', broken).summary();
  expect(summary.packets).toBe(1);
  expect(summary.defects).toEqual([{ offset: second, damage: { kind: 'events' } }]);
});

test('events that Windows could not record are counted', () => {
  expect(traceOf(report(new TraceWriter({ lost: 7 }).packet(HELLO)))?.lost).toBe(7);
});

test('a size that makes no sense ends the reading', () => {
  const file = new TraceWriter().packet(HELLO).buffer().file();
  const longer = new Uint8Array(file.length + 0x48);
  longer.set(file);
  expect(analyze('a.etl', longer).summary().defects).toEqual([]);
  longer[file.length] = 7;
  expect(analyze('a.etl', longer).summary().defects).toEqual([
    { offset: file.length, damage: { kind: 'length', of: 'buffer', length: 7 } },
  ]);
});
