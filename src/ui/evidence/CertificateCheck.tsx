import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { COMMA, listed } from '#locale/forms.ts';
import { AGENT_NAMES, AGENT_STATES, CERTIFICATES, EXPIRED, ROOT_STATES } from '#locale/certificates.ts';
import { seenWord } from '#locale/sources.ts';
import { readCertificates, type AgentCertificate } from '../../evidence/certificates.ts';
import type { EvidenceKnowledge } from '../../knowledge/types.ts';
import { Mark } from '../report/Verdict.tsx';

const AGENT_KINDS = { valid: 'ok', soon: 'un', expired: 'ng', unknown: 'un' } as const;
const ROOT_KINDS = { present: 'ok', missing: 'ng', different: 'ng' } as const;

/** What follows from a certificate that has expired or soon will: of a newer one beside it nothing does. */
function advice({ kind, state }: AgentCertificate, all: readonly AgentCertificate[]): string {
  if (state !== 'expired' && state !== 'soon') return '';
  return EXPIRED[all.some((other) => other.kind === kind && other.state === 'valid') ? 'newer' : kind];
}

/** Paste of a certificate store: the agent's certificates, and the published roots. */
export function CertificateCheck({ knowledge }: { readonly knowledge: EvidenceKnowledge }): JSX.Element {
  const [text, setText] = useState('');
  const { source } = knowledge.certificates;
  const { certificates, agent, missing, roots, removed, others } = readCertificates(text, Date.now(), knowledge);
  return (
    <>
      <p>
        <code>certutil -store My</code>
        {COMMA}
        <code>certutil -store Root</code>
        {CERTIFICATES.or}{' '}
        <code>{'Get-ChildItem Cert:\\LocalMachine\\My | Format-List Subject, NotAfter, Thumbprint'}</code>{' '}
        {CERTIFICATES.paste}
      </p>
      <label>
        {CERTIFICATES.label}
        <textarea
          id="certificates"
          rows={6}
          spellcheck={false}
          value={text}
          onInput={(event) => {
            setText(event.currentTarget.value);
          }}
        />
      </label>
      <div role="status">
        {text.trim() !== '' && certificates.length === 0 && missing.length === 0 && <p>{CERTIFICATES.unread}</p>}
        {agent.length > 0 && (
          <ul>
            {agent.map((one, index) => (
              <li key={index}>
                <Mark kind={AGENT_KINDS[one.state]} text={AGENT_STATES[one.state]} />{' '}
                <span class="mono">{one.subject}</span>
                {one.notAfter !== null && ` ${CERTIFICATES.until(one.notAfter)}`}
                {advice(one, agent)}
              </li>
            ))}
          </ul>
        )}
        {missing.length > 0 && (
          <p>
            <Mark kind="ng" text={CERTIFICATES.missing} /> {CERTIFICATES.ownStore}{' '}
            <span class="mono">{listed(missing.map((kind) => AGENT_NAMES[kind]))}</span>
            {CERTIFICATES.sayMissing}
          </p>
        )}
        {roots.length > 0 && (
          <>
            <p>
              {CERTIFICATES.roots} (<a href={source.url}>{source.title}</a>
              {CERTIFICATES.rootsOf(seenWord(source.seen))}
            </p>
            <ul>
              {roots.map(({ name, state }) => (
                <li key={name}>
                  <Mark kind={ROOT_KINDS[state]} text={ROOT_STATES[state]} /> {name}
                </li>
              ))}
            </ul>
            {others > 0 && <p class="hint">{CERTIFICATES.others(others)}</p>}
          </>
        )}
        {removed.length > 0 && <p>{CERTIFICATES.removed(removed)}</p>}
      </div>
    </>
  );
}
