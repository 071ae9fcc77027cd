import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { readCertificates } from '../../evidence/certificates.ts';
import type { EvidenceKnowledge } from '../../knowledge/types.ts';
import { Mark } from '../report/Verdict.tsx';

const STATES = {
  valid: { kind: 'ok', word: '有効' },
  expired: { kind: 'ng', word: '期限切れ' },
  unknown: { kind: 'un', word: '期限が分かりません' },
} as const;

/** Paste of a certificate store: the agent's certificates, and the published roots. */
export function CertificateCheck({ knowledge }: { readonly knowledge: EvidenceKnowledge }): JSX.Element {
  const [text, setText] = useState('');
  const { asOf, source } = knowledge.certificates;
  const { certificates, agent, roots, removed } = readCertificates(text, Date.now(), knowledge);
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
        {text.trim() !== '' && certificates.length === 0 && <p>証明書の出力として読み取れませんでした。</p>}
        {certificates.length > 0 && agent.length === 0 && roots.length === 0 && (
          <p>MARS エージェントの証明書 (CB_ で始まる名前) が見つかりません。個人のストアの出力かを確認してください。</p>
        )}
        {agent.length > 0 && (
          <ul>
            {agent.map(({ kind, subject, notAfter, state }) => (
              <li key={subject}>
                <Mark kind={STATES[state].kind} text={STATES[state].word} /> <span class="mono">{subject}</span>
                {notAfter !== null && ` (${new Date(notAfter).toLocaleDateString('ja-JP')} まで)`}
                {state === 'expired' &&
                  (kind === 'agent'
                    ? '。この証明書が切れると、エージェントが起動しないことがあります。MARS エージェントを入れ直すと、新しく作られます。'
                    : '。コンテナーの資格情報ファイルを新しくダウンロードし、登録し直します。')}
              </li>
            ))}
          </ul>
        )}
        {roots.length > 0 && (
          <>
            <p>
              公開されているルート証明書 (<a href={source}>{asOf} 時点</a>) との比較です。
            </p>
            <ul>
              {roots.map(({ name, present }) => (
                <li key={name}>
                  <Mark kind={present ? 'ok' : 'ng'} text={present ? 'あります' : 'ありません'} /> {name}
                </li>
              ))}
            </ul>
          </>
        )}
        {removed.length > 0 && <p>一覧から外れた証明書が残っています: {removed.join('、')}</p>}
      </div>
    </>
  );
}
