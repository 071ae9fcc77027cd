import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { seenWord } from '#locale/sources.ts';
import { readCertificates, type AgentCertificate, type AgentKind } from '../../evidence/certificates.ts';
import type { EvidenceKnowledge } from '../../knowledge/types.ts';
import { Mark } from '../report/Verdict.tsx';

const STATES = {
  valid: { kind: 'ok', word: '有効' },
  soon: { kind: 'un', word: '30 日以内に期限切れ' },
  expired: { kind: 'ng', word: '期限切れ' },
  unknown: { kind: 'un', word: '期限が分かりません' },
} as const;

const ROOT_STATES = {
  present: { kind: 'ok', word: 'あります' },
  missing: { kind: 'ng', word: 'ありません' },
  different: { kind: 'ng', word: '同じ名前で、拇印が違います' },
} as const;

const NAMES: Readonly<Record<AgentKind, string>> = {
  'vault-credentials': 'CB_<コンテナー名>-…-vaultcredentials',
  agent: 'CB_<ホスト名>._ と 18 桁の数字',
};

/** What follows from a certificate that has expired or soon will: of a newer one beside it nothing does. */
function advice({ kind, state }: AgentCertificate, all: readonly AgentCertificate[]): string {
  if (state !== 'expired' && state !== 'soon') return '';
  if (all.some((other) => other.kind === kind && other.state === 'valid'))
    return '。同じ種類の有効な証明書があるため、影響しません。';
  return kind === 'agent'
    ? '。この証明書が切れると、エージェントが起動しないことがあります。MARS エージェントを入れ直すと、新しく作られます。'
    : '。登録し直すときは、コンテナーの資格情報ファイルを新しくダウンロードします。';
}

/** Paste of a certificate store: the agent's certificates, and the published roots. */
export function CertificateCheck({ knowledge }: { readonly knowledge: EvidenceKnowledge }): JSX.Element {
  const [text, setText] = useState('');
  const { source } = knowledge.certificates;
  const { certificates, agent, missing, roots, removed, others } = readCertificates(text, Date.now(), knowledge);
  return (
    <>
      <p>
        <code>certutil -store My</code>、<code>certutil -store Root</code>、または{' '}
        <code>{'Get-ChildItem Cert:\\LocalMachine\\My | Format-List Subject, NotAfter, Thumbprint'}</code>{' '}
        の出力を貼り付けます。
      </p>
      <label>
        証明書の出力
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
        {text.trim() !== '' && certificates.length === 0 && missing.length === 0 && (
          <p>証明書の出力として読み取れませんでした。</p>
        )}
        {agent.length > 0 && (
          <ul>
            {agent.map((one, index) => (
              <li key={index}>
                <Mark kind={STATES[one.state].kind} text={STATES[one.state].word} />{' '}
                <span class="mono">{one.subject}</span>
                {one.notAfter !== null && ` (${new Date(one.notAfter).toLocaleDateString('ja-JP')} まで)`}
                {advice(one, agent)}
              </li>
            ))}
          </ul>
        )}
        {missing.length > 0 && (
          <p>
            <Mark kind="ng" text="ありません" /> 個人のストアの証明書:{' '}
            <span class="mono">{missing.map((kind) => NAMES[kind]).join('、')}</span>
            。ないことを、問い合わせに書いてください。
          </p>
        )}
        {roots.length > 0 && (
          <>
            <p>
              公開されているルート証明書 (<a href={source.url}>{source.title}</a>、{seenWord(source.seen)})
              との比較です。
            </p>
            <ul>
              {roots.map(({ name, state }) => (
                <li key={name}>
                  <Mark kind={ROOT_STATES[state].kind} text={ROOT_STATES[state].word} /> {name}
                </li>
              ))}
            </ul>
            {others > 0 && (
              <p class="hint">一覧にない証明書が、ほかに {others} 個あります。この確認には関係しません。</p>
            )}
          </>
        )}
        {removed.length > 0 && <p>一覧から外れた証明書が残っています: {removed.join('、')}</p>}
      </div>
    </>
  );
}
