import { useEffect, useMemo, useState } from 'preact/hooks';
import type { NameRules, SecretRules } from '../../knowledge/types.ts';
import { maskAll } from '../../mask/session.ts';
import type { CaptureReport } from '../../model/report.ts';
import type { CaptureSession, MaskedCapture } from './client.ts';

/** Entries of a report that is masked at once; more take their time in the worker. */
const AT_ONCE = 2000;

/**
 * The report as it is shown and as it leaves the page; nothing of it is shown while it is being masked. The report itself comes without
 * secrets.
 */
export function useMaskedCapture(
  report: CaptureReport,
  names: NameRules | null,
  words: readonly string[],
  session: CaptureSession,
  secrets: SecretRules,
): MaskedCapture | 'working' | 'failed' {
  const { capture, endpoints, probes } = report;
  const { conversations, peers, dns } = capture;
  const isSmall = [conversations, peers, dns, endpoints, probes].every(({ length }) => length <= AT_ONCE);
  const atOnce = useMemo((): MaskedCapture | null => {
    if (names === null) return { report, leftovers: [] };
    if (!isSmall) return null;
    const { reports, leftovers } = maskAll(secrets, names, { reports: [{ report, text: null }], words });
    return { report: reports[0]?.report ?? report, leftovers };
  }, [report, names, words, isSmall]);
  const [later, setLater] = useState<{ readonly of: object; readonly masked: MaskedCapture | 'failed' } | null>(null);
  // what is being masked: the same report for the same words
  const task = useMemo(() => ({}), [report, names, words]);
  useEffect(() => {
    if (atOnce !== null || names === null) return;
    let left = false;
    session.mask(names, words).then(
      (masked) => {
        if (!left) setLater({ of: task, masked });
      },
      () => {
        if (!left) setLater({ of: task, masked: 'failed' });
      },
    );
    return () => {
      left = true;
    };
  }, [task, atOnce]);
  return atOnce ?? (later?.of === task ? later.masked : 'working');
}
