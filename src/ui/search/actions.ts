import { DIALOG } from '#locale/search-dialog.ts';
import { analyzeInWorker, maskInWorker } from '../worker/client.ts';
import { loadNameRules } from '../worker/start.ts';
import type { Option } from './list.ts';

/** Reads what was pasted as a log. */
export function diagnoseOption(text: string, close: () => void): Option {
  return {
    ...DIALOG.diagnose,
    url: '#diagnose',
    act: () => {
      close();
      void import('../workbench/intake.ts').then(({ takeText }) => takeText(text));
    },
  };
}

/** A message that nothing explains is worth reporting: it is copied without the reader's own names. */
export function reportOption(query: string, say: (text: string) => void): Option {
  const { title, badge, snippet, source, copied, context } = DIALOG.report;
  return {
    title,
    badge,
    snippet,
    url: '#report',
    offered: true,
    act: () => {
      void Promise.all([analyzeInWorker({ name: source, text: query }), loadNameRules()])
        .then(async ([{ report }, names]) => {
          const { texts } = await maskInWorker({ reports: [{ report, text: 0 }], texts: [query] }, names);
          const about = context(report.recognised.title, report.rules);
          await navigator.clipboard.writeText(`${texts[0] ?? ''}\n\n${about}\n`);
        })
        .then(() => {
          say(copied);
        });
    },
  };
}

/** Where to go on when nothing is found. */
export function guideOptions(href: (path: string) => string): Option[] {
  return DIALOG.guides.map(({ url, title, badge, snippet }) => ({
    title,
    badge,
    snippet,
    url: href(url),
    offered: true,
  }));
}
