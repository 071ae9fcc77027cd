import { useEffect, useRef, useState } from 'preact/hooks';
import type { MutableRef } from 'preact/hooks';

/** How far (px) from the view something counts as near. */
const MARGIN = 800;

type Tell = (near: boolean) => void;
const told = new WeakMap<Element, Tell>();
let observer: IntersectionObserver | null = null;

function watch(element: Element, tell: Tell): () => void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) told.get(target)?.(isIntersecting);
    },
    { rootMargin: `${MARGIN}px 0px` },
  );
  told.set(element, tell);
  observer.observe(element);
  return () => {
    told.delete(element);
    observer?.unobserve(element);
  };
}

interface Near<T> {
  readonly element: MutableRef<T | null>;
  /** False while the element is far from the view. */
  readonly near: boolean;
  /** Height (px) that it had when it was last near; null before. */
  readonly height: number | null;
}

/** Whether an element is near the view, so that what is far need not be built; always near where `wanted` is false. */
export function useNear<T extends HTMLElement>(wanted: boolean): Near<T> {
  const element = useRef<T>(null);
  const height = useRef<number | null>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    const own = element.current;
    if (!wanted || own === null) return;
    let was = false;
    return watch(own, (is) => {
      if (was && !is) height.current = own.offsetHeight;
      was = is;
      setNear(is);
    });
  }, [wanted]);
  return { element, near: near || !wanted, height: height.current };
}
