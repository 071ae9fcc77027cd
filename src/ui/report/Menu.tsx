import type { ComponentChildren, JSX } from 'preact';
import { useRef } from 'preact/hooks';

/** A button that opens a list of actions below it; it closes with Escape, behind a choice, and when the focus leaves. */
export function Menu({
  label,
  main = false,
  children,
}: {
  readonly label: string;
  readonly main?: boolean;
  readonly children: ComponentChildren;
}): JSX.Element {
  const box = useRef<HTMLDetailsElement>(null);
  const close = (): void => {
    if (box.current !== null) box.current.open = false;
  };
  return (
    <details
      class="drop"
      ref={box}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || box.current?.open !== true) return;
        event.stopPropagation();
        close();
        box.current.querySelector('summary')?.focus();
      }}
      onFocusOut={({ relatedTarget }) => {
        if (relatedTarget instanceof Node && box.current?.contains(relatedTarget) !== true) close();
      }}
    >
      <summary class={main ? 'btn btn-main' : 'btn'}>{label}</summary>
      <div
        class="drop-list"
        onClick={({ target }) => {
          if (target instanceof Element && target.closest('[data-choice]') !== null) close();
        }}
      >
        {children}
      </div>
    </details>
  );
}

/** An action of a menu. */
export function Choice({
  onChoose,
  children,
}: {
  readonly onChoose: () => void;
  readonly children: ComponentChildren;
}): JSX.Element {
  return (
    <button type="button" class="choice" data-choice onClick={onChoose}>
      {children}
    </button>
  );
}
