import { useEffect, useState } from 'preact/hooks';

/** Entries of a report from which on its view is built in several tasks. */
const LARGE = 2000;

/**
 * How many parts of a view are to be built by now: of a large one part after the other, each in a task of its own, so
 * that the page answers its reader meanwhile; of any other all at once.
 */
export function useStages(parts: number, entries: number): number {
  const [built, setBuilt] = useState(entries > LARGE ? 0 : parts);
  useEffect(() => {
    if (built >= parts) return;
    let timer = 0;
    const frame = requestAnimationFrame(() => {
      timer = window.setTimeout(() => {
        setBuilt(built + 1);
      });
    });
    return () => {
      cancelAnimationFrame(frame);
      window.clearTimeout(timer);
    };
  }, [built, parts]);
  return built;
}
