import type { JSX } from 'preact';
import { FILTER, FILTER_FAULTS } from '#locale/capture-view.ts';
import type { FilterFault } from '../../model/capture-filter.ts';
import { STATES } from './words.ts';

/** The condition that everything below it follows: a text and a span of time. */
export function FilterBar({
  text,
  fault,
  span,
  matched,
  all,
  onText,
  onNoSpan,
  children,
}: {
  readonly text: string;
  readonly fault: FilterFault | null;
  /** The span of time, written out; null: all of it. */
  readonly span: string | null;
  readonly matched: number;
  readonly all: number;
  readonly onText: (text: string) => void;
  readonly onNoSpan: () => void;
  readonly children: JSX.Element;
}): JSX.Element {
  return (
    <section id="filter" class="capture-filter" aria-labelledby="filter-title">
      <h2 id="filter-title">{FILTER.title}</h2>
      <p class="hint">{FILTER.everything}</p>
      <div class="filters">
        <label class="capture-query">
          {FILTER.label}{' '}
          <input
            type="search"
            class="mono"
            value={text}
            placeholder={FILTER.placeholder}
            spellcheck={false}
            autocomplete="off"
            aria-invalid={fault !== null}
            aria-describedby="filter-said"
            onInput={(event) => {
              onText(event.currentTarget.value);
            }}
          />
        </label>
        {text !== '' && (
          <button
            type="button"
            class="btn btn-quiet"
            onClick={() => {
              onText('');
            }}
          >
            {FILTER.clear}
          </button>
        )}
        <span class="num" role="status" id="filter-said">
          {fault === null ? (
            FILTER.matched(matched, all)
          ) : (
            <span class="v v-ng">{FILTER_FAULTS[fault.code](fault.text)}</span>
          )}
        </span>
      </div>
      {span !== null && (
        <p class="filters">
          <span class="chip num">{span}</span>
          <button type="button" class="btn btn-quiet" onClick={onNoSpan}>
            {FILTER.clearSpan}
          </button>
          {text !== '' && <span class="hint">{FILTER.wholeBytes}</span>}
        </p>
      )}
      <details class="more">
        <summary>{FILTER.help}</summary>
        <p class="hint">
          {FILTER.wireshark} {FILTER.operators} {FILTER.logic} {FILTER.icmp}
        </p>
        <Forms forms={FILTER.examples} />
        <p class="hint">{FILTER.short}</p>
        <Forms
          forms={[
            ...FILTER.shortForms,
            ...Object.entries(STATES).map(([state, { word }]) => [`state:${state}`, word] as const),
          ]}
        />
      </details>
      {children}
    </section>
  );
}

function Forms({ forms }: { readonly forms: readonly (readonly [form: string, meaning: string])[] }): JSX.Element {
  return (
    <ul class="hint">
      {forms.map(([form, meaning]) => (
        <li key={form}>
          <code>{form}</code> {meaning}
        </li>
      ))}
    </ul>
  );
}
