import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { hiddenKinds, MASK, removedSecrets } from '#locale/mask.ts';
import type { Masking } from '../../model/report.ts';

/** What the mask of a session shows and takes. */
export interface MaskState {
  readonly masked: boolean;
  /** False until the rules have come. */
  readonly ready: boolean;
  readonly onMask: (masked: boolean) => void;
  /** Words of what is masked that look like names. */
  readonly leftovers: readonly string[];
  /** Words that the reader has chosen. */
  readonly words: readonly string[];
  readonly onWords: (words: readonly string[]) => void;
}

/** Hides the names, or shows them again. */
export function MaskSwitch({ mask }: { readonly mask: MaskState }): JSX.Element {
  return (
    <label class="switch">
      <input
        type="checkbox"
        role="switch"
        checked={mask.masked}
        disabled={!mask.ready}
        title={mask.ready ? undefined : MASK.loading}
        onChange={(event) => {
          mask.onMask(event.currentTarget.checked);
        }}
      />
      <span class="switch-long">{MASK.switch}</span>
      <span class="switch-short" aria-hidden="true">
        {MASK.switchShort}
      </span>
    </label>
  );
}

/** What was removed and hidden, and what may be left: to be read before anything is copied. */
export function MaskPanel({
  masking,
  mask,
}: {
  readonly masking: Masking | undefined;
  readonly mask: MaskState;
}): JSX.Element | null {
  const secrets = masking === undefined ? null : removedSecrets(masking.secrets);
  if (secrets === null && !mask.masked) return null;
  return (
    <div class="mask">
      {secrets !== null && (
        <p class="mask-secrets">
          <strong>{secrets}</strong> {mask.masked ? MASK.secretsNoteMasked : MASK.secretsNote}
        </p>
      )}
      {mask.masked && masking !== undefined && <Hidden masking={masking} mask={mask} />}
    </div>
  );
}

function Hidden({ masking, mask }: { readonly masking: Masking; readonly mask: MaskState }): JSX.Element {
  const { leftovers, words, onWords } = mask;
  const [typed, setTyped] = useState('');
  const kinds = hiddenKinds(masking.hidden);
  const add = (word: string): void => {
    if (word.trim() !== '' && !words.includes(word.trim())) onWords([...words, word.trim()]);
  };
  return (
    <>
      <section aria-labelledby="mask-hidden">
        <h2 id="mask-hidden">{MASK.title}</h2>
        <ul class="mask-kinds num">
          {kinds.map((kind) => (
            <li key={kind} class="chip">
              {kind}
            </li>
          ))}
        </ul>
        <p class="hint">{MASK.same}</p>
      </section>
      <section aria-labelledby="mask-left">
        <h2 id="mask-left">{MASK.leftTitle}</h2>
        <p class="hint">{leftovers.length === 0 ? MASK.leftNothing : MASK.leftNote}</p>
        {leftovers.length > 0 && (
          <ul class="mask-words">
            {leftovers.map((word) => (
              <li key={word}>
                <button
                  type="button"
                  class="btn btn-quiet mono"
                  aria-label={MASK.hide(word)}
                  onClick={() => {
                    add(word);
                  }}
                >
                  {word}
                </button>
              </li>
            ))}
          </ul>
        )}
        <form
          class="filters"
          onSubmit={(event) => {
            event.preventDefault();
            add(typed);
            setTyped('');
          }}
        >
          <label>
            {MASK.own}{' '}
            <input
              value={typed}
              autocomplete="off"
              onInput={(event) => {
                setTyped(event.currentTarget.value);
              }}
            />
          </label>
          <button type="submit" class="btn">
            {MASK.add}
          </button>
        </form>
        {words.length > 0 && (
          <ul class="mask-words" aria-label={MASK.chosen}>
            {words.map((word) => (
              <li key={word}>
                <button
                  type="button"
                  class="btn btn-quiet mono"
                  aria-label={MASK.undo(word)}
                  aria-pressed="true"
                  onClick={() => {
                    onWords(words.filter((known) => known !== word));
                  }}
                >
                  {word} ×
                </button>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}
