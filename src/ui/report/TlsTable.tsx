import type { JSX } from 'preact';
import { TLS_TABLE } from '#locale/settings-tables.ts';
import type { TlsSettings } from '../../model/settings.ts';
import { TLS_PROTOCOLS, tlsWord } from '../../report/words.ts';
import { Mark } from './Verdict.tsx';

/** What the registry says of each protocol, for the machine as a client and as a server. */
export function TlsTable({ tls }: { readonly tls: TlsSettings }): JSX.Element {
  return (
    <div class="scroll" tabIndex={0} role="group" aria-label={TLS_TABLE.label}>
      <table class="stack settings-table">
        <thead>
          <tr>
            <th scope="col">{TLS_TABLE.protocol}</th>
            <th scope="col">{TLS_TABLE.clientWhole}</th>
            <th scope="col">{TLS_TABLE.server}</th>
          </tr>
        </thead>
        <tbody>
          {TLS_PROTOCOLS.map(({ id, name }) => {
            const own = tls[id];
            if (own === undefined) return null;
            const client = tlsWord(id, own.client);
            const server = tlsWord(id, own.server);
            return (
              <tr key={id} class={client.kind === 'ng' ? 'row-ng' : ''}>
                <th scope="row">{name}</th>
                <td>
                  <b class="k">{TLS_TABLE.client}</b>
                  <Mark kind={client.kind} text={client.text} />
                </td>
                <td>
                  <b class="k">{TLS_TABLE.server}</b>
                  <Mark kind="no" text={server.text} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
