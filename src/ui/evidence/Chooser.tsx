import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { isRemotePath } from '../../commands/values.ts';
import { EXAMPLE_NAMES, fillIn, fillInCommand, type Names } from '../../evidence/fill.ts';
import { collectionScript } from '../../evidence/collect.ts';
import { questionsOf, requestText } from '../../evidence/request.ts';
import { itemsOf } from '../../evidence/scenarios.ts';
import type { EvidenceItem, EvidenceKnowledge, EvidenceScenario } from '../../knowledge/types.ts';
import { CHOOSER, SCOPES, SCRIPTS } from '#locale/evidence-form.ts';
import { removedSecrets } from '#locale/mask.ts';
import { maskAll } from '../../mask/session.ts';
import { Command } from '../report/Command.tsx';
import { REMOTE_FOLDER } from '#locale/evidence.ts';
import { saveAs } from '../save.ts';
import { BundleCheck } from './BundleCheck.tsx';
import { BundleMaker } from './BundleMaker.tsx';
import { CertificateCheck } from './CertificateCheck.tsx';
import { loadKnowledge } from '../worker/start.ts';
import { ScenarioSelect } from './ScenarioSelect.tsx';
import { withGiven } from './link.ts';
import { clearProgress, keepProgress, loadProgress } from './store.ts';

/** The list of one scenario, with what the reader has done of it. */
export function Chooser({
  knowledge,
  scenario: first,
  given,
}: {
  readonly knowledge: EvidenceKnowledge;
  readonly scenario: string;
  /** Answers that the page before already knew. */
  readonly given: Readonly<Record<string, string>>;
}): JSX.Element {
  const kept = loadProgress();
  const [id, setId] = useState(first === '' ? kept.scenario : first);
  const [done, setDone] = useState<ReadonlySet<string>>(new Set(kept.done));
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>(withGiven(kept.answers, given));
  const [said, setSaid] = useState('');
  const scenario = knowledge.scenarios.find((known) => known.id === id) ?? knowledge.scenarios[0];
  if (scenario === undefined) return <p>{CHOOSER.nothing}</p>;
  const keep = (next: {
    id?: string;
    done?: ReadonlySet<string>;
    answers?: Readonly<Record<string, string>>;
  }): void => {
    if (next.id !== undefined) setId(next.id);
    if (next.done !== undefined) setDone(next.done);
    if (next.answers !== undefined) setAnswers(next.answers);
    keepProgress({ scenario: next.id ?? id, done: [...(next.done ?? done)], answers: next.answers ?? answers });
  };
  const items = itemsOf(scenario, knowledge.scenarios);
  const names = { folder: answers['folder'] ?? '', vm: answers['vmName'] ?? '' };
  const copy = (kind: 'markdown' | 'plain'): void => {
    void copyWithoutSecrets(requestText(scenario, knowledge, answers, done, kind)).then(
      (removed) => {
        setSaid(CHOOSER.copied(removed ?? ''));
      },
      () => {
        setSaid(CHOOSER.notCopied);
      },
    );
  };
  return (
    <>
      <div class="filters">
        <ScenarioSelect
          label={CHOOSER.scenario}
          scenarios={knowledge.scenarios}
          workloads={knowledge.workloads}
          value={scenario.id}
          onChange={(next) => {
            keep({ id: next });
          }}
        />
        <label>
          {CHOOSER.folder}{' '}
          <input
            value={answers['folder'] ?? ''}
            placeholder={EXAMPLE_NAMES.folder}
            autocomplete="off"
            onInput={(event) => {
              keep({ answers: { ...answers, folder: event.currentTarget.value } });
            }}
          />
        </label>
      </div>
      {isRemotePath(names.folder) && (
        <p class="hint" role="alert">
          {REMOTE_FOLDER}
        </p>
      )}
      {scenario.notes.length > 0 && (
        <ul>
          {scenario.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {items.some(({ scope }) => scope === 'minimum') && <p>{CHOOSER.minimumHint}</p>}
      <fieldset class="own evidence-items">
        <legend>{CHOOSER.gathered(items.filter((item) => done.has(item.id)).length, items.length)}</legend>
        {items.map((item) => (
          <Item
            key={item.id}
            item={item}
            names={names}
            checked={done.has(item.id)}
            onCheck={(checked) => {
              const next = new Set(done);
              if (checked) next.add(item.id);
              else next.delete(item.id);
              keep({ done: next });
            }}
          />
        ))}
      </fieldset>
      <Scripts scenario={scenario} knowledge={knowledge} />
      <h3>{CHOOSER.environment}</h3>
      <div class="paste form-grid">
        {questionsOf(scenario, knowledge).map(({ id: key, title }) => (
          <label key={key}>
            {title}
            <input
              value={answers[key] ?? ''}
              autocomplete="off"
              onInput={(event) => {
                keep({ answers: { ...answers, [key]: event.currentTarget.value } });
              }}
            />
          </label>
        ))}
      </div>
      <div class="acts">
        <button
          type="button"
          class="btn btn-main"
          onClick={() => {
            copy('plain');
          }}
        >
          {CHOOSER.copyPlain}
        </button>
        <button
          type="button"
          class="btn"
          onClick={() => {
            copy('markdown');
          }}
        >
          {CHOOSER.copyMarkdown}
        </button>
        <button
          type="button"
          class="btn"
          onClick={() => {
            if (!confirm(CHOOSER.clearAsk)) return;
            clearProgress();
            setDone(new Set());
            setAnswers({});
            setSaid(CHOOSER.cleared);
          }}
        >
          {CHOOSER.clear}
        </button>
        <span class="said" role="status">
          {said}
        </span>
      </div>
      <p class="hint">{CHOOSER.kept}</p>
      <h3>{CHOOSER.makeZip}</h3>
      <BundleMaker
        knowledge={knowledge}
        scenario={scenario}
        request={requestText(scenario, knowledge, answers, done, 'plain')}
        answers={answers}
      />
      <h3>{CHOOSER.checkFiles}</h3>
      <BundleCheck knowledge={knowledge} scenario={scenario} />
      {scenario.workload === 'mars' && (
        <>
          <h3>{CHOOSER.checkCertificates}</h3>
          <CertificateCheck knowledge={knowledge} />
        </>
      )}
    </>
  );
}

/** Copies what the reader has written without its secrets; says which were removed. */
async function copyWithoutSecrets(text: string): Promise<string | null> {
  const { secrets } = await loadKnowledge();
  const { texts, masking } = maskAll(secrets, null, { reports: [], texts: [text] });
  await navigator.clipboard.writeText(texts[0] ?? '');
  return removedSecrets(masking.secrets);
}

function Item({
  item: { title, scope, paths, minimum, commands, download, notes },
  names,
  checked,
  onCheck,
}: {
  readonly item: EvidenceItem;
  readonly names: Names;
  readonly checked: boolean;
  readonly onCheck: (checked: boolean) => void;
}): JSX.Element {
  return (
    <div class="evidence-item">
      <label>
        <input
          type="checkbox"
          checked={checked}
          onChange={(event) => {
            onCheck(event.currentTarget.checked);
          }}
        />{' '}
        <strong>{title}</strong> <span class="chip">{SCOPES[scope]}</span>
      </label>
      {paths.map((path) => (
        <code key={path}>{fillIn(path, names)}</code>
      ))}
      {minimum.length > 0 && (
        <details class="more">
          <summary>{CHOOSER.minimumPaths}</summary>
          {minimum.map((path) => (
            <code key={path}>{path}</code>
          ))}
        </details>
      )}
      {commands.length > 0 && (
        <Command text={commands.map((command) => fillInCommand(command, names)).join('\n')} lines />
      )}
      {download !== null && (
        <p>
          {CHOOSER.download} <a href={download}>{download}</a>
        </p>
      )}
      {notes.map((note) => (
        <p class="hint" key={note}>
          {note}
        </p>
      ))}
    </div>
  );
}

function Scripts({
  scenario,
  knowledge,
}: {
  readonly scenario: EvidenceScenario;
  readonly knowledge: EvidenceKnowledge;
}): JSX.Element | null {
  const scripts = (['linux', 'windows'] as const).flatMap((system) => {
    const text = collectionScript(scenario, knowledge, system);
    return text === null ? [] : [{ system, text }];
  });
  if (scripts.length === 0) return null;
  return (
    <>
      <h3>{SCRIPTS.title}</h3>
      <p>{SCRIPTS.hint}</p>
      {scripts.map(({ system, text }) => {
        const name = `collect-${scenario.id}.${system === 'linux' ? 'sh' : 'ps1'}`;
        return (
          <details class="more" key={system}>
            <summary>{system === 'linux' ? 'Linux (bash)' : 'Windows (PowerShell)'}</summary>
            <button
              type="button"
              class="btn"
              onClick={() => {
                // PowerShell 5.1 takes a file without a mark for the system's code page
                saveAs(name, system === 'linux' ? text : `\uFEFF${text.replaceAll('\n', '\r\n')}`, 'text/plain');
              }}
            >
              {SCRIPTS.save(name)}
            </button>
            <Command text={text} lines />
          </details>
        );
      })}
    </>
  );
}
