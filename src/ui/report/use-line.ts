import { useEffect, useRef, useState } from 'preact/hooks';
import type { AnnotatedLogProps } from './AnnotatedLog.tsx';
import { lineOf } from '../../text/line-link.ts';
import { isTyping, showKeys } from './keys.ts';

interface LineChoice {
  readonly wanted: NonNullable<AnnotatedLogProps['wanted']> | null;
  /** Follows a link to a line: the log may have to be opened there first. */
  readonly onClick: (event: MouseEvent) => void;
  /** Goes to the next failing line, or with -1 to the one before. */
  readonly go: (step: 1 | -1) => void;
}

/** Which line of the log the reader asked for: by a link, the address, or the keys `n` and `p`. */
export function useLine(failing: readonly number[]): LineChoice {
  const [wanted, setWanted] = useState<LineChoice['wanted']>(null);
  useEffect(() => {
    const line = lineOf(location.hash);
    if (line !== null) want(line);
  }, []);
  // keys may come faster than the page is drawn
  const shown = useRef(0);
  const want = (line: number): void => {
    shown.current = line;
    setWanted({ line });
  };
  const go = (step: 1 | -1): void => {
    const at = shown.current;
    const next = step === 1 ? failing.find((line) => line > at) : failing.findLast((line) => line < at);
    const line = next ?? failing.at(step === 1 ? 0 : -1);
    if (line === undefined) return;
    history.replaceState(history.state, '', `#L${line}`);
    want(line);
  };
  useEffect(() => {
    const onHash = (): void => {
      const line = lineOf(location.hash);
      if (line !== null) want(line);
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event)) return;
      if (event.key === 'n') go(1);
      else if (event.key === 'p') go(-1);
      else if (event.key === '?') showKeys();
      else return;
      event.preventDefault();
    };
    window.addEventListener('hashchange', onHash);
    document.addEventListener('keydown', onKey);
    return () => {
      window.removeEventListener('hashchange', onHash);
      document.removeEventListener('keydown', onKey);
    };
  });
  const onClick = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return;
    const line = lineOf(event.target.closest('a')?.getAttribute('href') ?? '');
    if (line === null) return;
    event.preventDefault();
    if (location.hash !== `#L${line}`) history.pushState(history.state, '', `#L${line}`);
    want(line);
  };
  return { wanted, onClick, go };
}
