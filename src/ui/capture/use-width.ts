import { useEffect, useRef, useState } from 'preact/hooks';
import type { MutableRef } from 'preact/hooks';

/** The width (px) that a picture has for itself, and the element that gives it; never less than `least`, which then scrolls. */
export function useWidth(least: number): {
  readonly element: MutableRef<HTMLDivElement | null>;
  readonly width: number;
} {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(least);
  useEffect(() => {
    const own = element.current;
    if (own === null) return;
    const observer = new ResizeObserver(([entry]) => {
      setWidth(Math.max(least, Math.floor(entry?.contentRect.width ?? 0)));
    });
    observer.observe(own);
    return () => {
      observer.disconnect();
    };
  }, [least]);
  return { element, width };
}
