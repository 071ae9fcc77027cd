import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { numberWord } from '#locale/forms.ts';
import { LADDER, SEGMENT_COLUMNS, SEQUENCE } from '#locale/capture-ladder.ts';
import type { Conversation } from '../../model/capture.ts';
import type { Segments } from './client.ts';
import { proofsOf } from './ladder-proof.ts';
import type { Ends, LadderSegment } from './protocol.ts';
import { flagsWord } from './words.ts';

const ROW = 26;
const WIDTH = 640;
/** Frames that a sentence names. */
const MOST_FRAMES = 6;
const LEFT = 150;
const RIGHT = WIDTH - 24;

/** The sequence of a conversation, segment by segment: an arrow for each, and the same as a table. */
export function Ladder({
  conversation,
  load,
}: {
  readonly conversation: Conversation;
  readonly load: (ends: Ends) => Promise<Segments>;
}): JSX.Element {
  const [found, setFound] = useState<Segments | 'failed' | null>(null);
  useEffect(() => {
    let current = true;
    setFound(null);
    const { a, aPort, b, bPort } = conversation;
    load({ a, aPort: aPort ?? 0, b, bPort: bPort ?? 0 }).then(
      (segments) => {
        if (current) setFound(segments);
      },
      () => {
        if (current) setFound('failed');
      },
    );
    return () => {
      current = false;
    };
  }, [conversation]);
  if (found === null) return <p class="hint">{SEQUENCE.reading}</p>;
  if (found === 'failed') return <p class="hint">{SEQUENCE.failed}</p>;
  const { segments, more } = found;
  const names = {
    a: `${conversation.a}:${conversation.aPort}`,
    b: `${conversation.b}:${conversation.bPort}`,
  };
  return (
    <div class="ladder">
      <p class="hint num">{more ? SEQUENCE.cutCount(segments.length) : SEQUENCE.count(segments.length)}</p>
      <Proofs segments={segments} />
      <div class="scroll" tabIndex={0} role="region" aria-label={SEQUENCE.label}>
        <svg
          width={WIDTH}
          height={(segments.length + 1) * ROW + 12}
          role="img"
          aria-label={SEQUENCE.picture(names.a, names.b)}
        >
          <text x={LEFT} y={16} class="ladder-name">
            {names.a}
          </text>
          <text x={RIGHT} y={16} text-anchor="end" class="ladder-name">
            {names.b}
          </text>
          <line x1={LEFT} y1={24} x2={LEFT} y2={(segments.length + 1) * ROW + 8} class="ladder-line" />
          <line x1={RIGHT} y1={24} x2={RIGHT} y2={(segments.length + 1) * ROW + 8} class="ladder-line" />
          {segments.map((segment, index) => (
            <Arrow key={index} segment={segment} y={(index + 1) * ROW + 14} />
          ))}
        </svg>
      </div>
      <details class="more">
        <summary>{SEQUENCE.openTable}</summary>
        <div class="scroll" tabIndex={0} role="region" aria-label={SEQUENCE.table}>
          <table>
            <thead>
              <tr>
                <th scope="col">{SEGMENT_COLUMNS.frame}</th>
                <th scope="col">{SEGMENT_COLUMNS.elapsed}</th>
                <th scope="col">{SEGMENT_COLUMNS.from}</th>
                <th scope="col">{SEGMENT_COLUMNS.flags}</th>
                <th scope="col">{SEGMENT_COLUMNS.data}</th>
                <th scope="col">{SEGMENT_COLUMNS.window}</th>
                <th scope="col">{SEGMENT_COLUMNS.remark}</th>
              </tr>
            </thead>
            <tbody>
              {segments.map(({ frame, time, from, flags, length, window, repeated }, index) => (
                <tr key={index}>
                  <td class="num">{numberWord(frame)}</td>
                  <td class="num">{time.toFixed(6)}</td>
                  <td class="mono">{names[from]}</td>
                  <td>{flagsWord(flags)}</td>
                  <td class="num">{length}</td>
                  <td class="num">{window}</td>
                  <td>{repeated ? SEQUENCE.again : window === 0 && (flags & 4) === 0 ? SEQUENCE.zeroWindow : ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </div>
  );
}

/** What the segments prove, each sentence with the frames on which it rests. */
function Proofs({ segments }: { readonly segments: readonly LadderSegment[] }): JSX.Element | null {
  const proofs = proofsOf(segments);
  if (proofs.length === 0) return null;
  return (
    <>
      <h3>{LADDER.proves}</h3>
      <ul class="ladder-proofs num">
        {proofs.map(({ what, frames }) => (
          <li key={what}>
            {LADDER[what](LADDER.frames(frames.slice(0, MOST_FRAMES), Math.max(0, frames.length - MOST_FRAMES)))}
          </li>
        ))}
      </ul>
    </>
  );
}

function Arrow({ segment, y }: { readonly segment: LadderSegment; readonly y: number }): JSX.Element {
  const { frame, from, time, flags, length, repeated } = segment;
  const [start, end] = from === 'a' ? [LEFT, RIGHT] : [RIGHT, LEFT];
  const tip = from === 'a' ? -7 : 7;
  const kind = flags & 4 ? 'ladder-reset' : repeated ? 'ladder-again' : 'ladder-arrow';
  return (
    <g class={kind}>
      <text x={LEFT - 8} y={y + 4} text-anchor="end" class="ladder-time">
        <tspan class="ladder-frame">#{frame}</tspan> {time.toFixed(3)}
      </text>
      <line x1={start} y1={y} x2={end} y2={y} />
      <path d={`M${end} ${y} l${tip} -4 v8 z`} />
      <text x={(LEFT + RIGHT) / 2} y={y - 4} text-anchor="middle">
        {flagsWord(flags)}
        {length > 0 ? ` ${SEQUENCE.bytes(length)}` : ''}
        {repeated ? ` ${SEQUENCE.again}` : ''}
      </text>
    </g>
  );
}
