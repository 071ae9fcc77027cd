import { useEffect, useMemo, useState } from 'preact/hooks';
import type { NameRules } from '../../knowledge/types.ts';
import { hiddenPaths } from '../../report/hidden-paths.ts';
import type { EvidenceReport } from '../../model/report.ts';
import type { MaskState } from '../report/MaskPanel.tsx';
import type { OuterMask } from '../workbench/workbench.tsx';
import { maskInWorker } from '../worker/client.ts';
import { loadNameRules } from '../worker/start.ts';

/** A report that was masked: of which one, with which words. */
interface Hidden {
  readonly of: object;
  /** Null: it failed. */
  readonly report: EvidenceReport | null;
  readonly leftovers: readonly string[];
}

/** A bundle as the page shows it and lets it leave. */
export interface MaskedBundle {
  /** Null while it is being masked, and where that failed: nothing is shown then. */
  readonly report: EvidenceReport | null;
  readonly failed: boolean;
  readonly mask: MaskState;
  /** The mask of a file's report that opens within; undefined while names are shown. */
  readonly outer: OuterMask | undefined;
  /** The path in the archive that a shown path stands for. */
  readonly pathOf: (shown: string) => string;
}

/** Masks the report of a bundle in the worker while the reader wants it; `onMask` hears of each change. */
export function useMaskedBundle(report: EvidenceReport, onMask: (masked: boolean) => void): MaskedBundle {
  const [masked, setMasked] = useState(false);
  const [words, setWords] = useState<readonly string[]>([]);
  const [names, setNames] = useState<NameRules | null>(null);
  const [hidden, setHidden] = useState<Hidden | null>(null);
  useEffect(() => {
    // where they do not come, the switch stays off
    loadNameRules().then(setNames, () => undefined);
  }, []);
  // what is being masked: the same report for the same words
  const task = useMemo(() => ({}), [report, words]);
  useEffect(() => {
    if (!masked || names === null) return;
    let left = false;
    maskInWorker({ reports: [{ report, text: null }], words }, names).then(
      ({ reports, leftovers }) => {
        if (!left) setHidden({ of: task, report: reports[0]?.report ?? null, leftovers });
      },
      () => {
        if (!left) setHidden({ of: task, report: null, leftovers: [] });
      },
    );
    return () => {
      left = true;
    };
  }, [task, masked, names]);
  const own = hidden?.of === task ? hidden : null;
  const shown = masked ? (own?.report ?? null) : report;
  const paths = useMemo(() => (shown === null ? null : hiddenPaths(report, shown)), [report, shown]);
  const outer = useMemo(() => (masked ? { words, known: [report] } : undefined), [masked, words, report]);
  return {
    report: shown,
    failed: masked && own !== null && own.report === null,
    mask: {
      masked,
      ready: names !== null,
      onMask: (next) => {
        setMasked(next);
        onMask(next);
      },
      leftovers: own?.leftovers ?? [],
      words,
      onWords: (next) => {
        setWords(next);
        onMask(masked);
      },
    },
    outer,
    pathOf: (path) => paths?.get(path) ?? path,
  };
}
