import { describe, expect, test } from 'vitest';
import { probeOf, shown } from '../../../support/probes.ts';

/** System.Net.HttpStatusCode of .NET Framework 4.8, by number: https://learn.microsoft.com/dotnet/api/system.net.httpstatuscode */
const NAMES: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  203: 'NonAuthoritativeInformation',
  204: 'NoContent',
  205: 'ResetContent',
  206: 'PartialContent',
  300: 'Ambiguous MultipleChoices',
  301: 'Moved MovedPermanently',
  302: 'Found Redirect',
  303: 'RedirectMethod SeeOther',
  304: 'NotModified',
  305: 'UseProxy',
  307: 'TemporaryRedirect RedirectKeepVerb',
  308: 'PermanentRedirect',
  400: 'BadRequest',
  401: 'Unauthorized',
  402: 'PaymentRequired',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  406: 'NotAcceptable',
  407: 'ProxyAuthenticationRequired',
  408: 'RequestTimeout',
  409: 'Conflict',
  410: 'Gone',
  411: 'LengthRequired',
  412: 'PreconditionFailed',
  415: 'UnsupportedMediaType',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  501: 'NotImplemented',
  502: 'BadGateway',
  503: 'ServiceUnavailable',
  504: 'GatewayTimeout',
  505: 'HttpVersionNotSupported',
};

const cases = Object.entries(NAMES).flatMap(([code, names]) =>
  names.split(' ').map((name): [string, number] => [name, Number(code)]),
);

describe('a status by its name in .NET', () => {
  test.each(cases)('%s is %i', (name, code) => {
    const call = 'PS C:\\> (iwr https://a.example -SkipHttpErrorCheck).StatusCode';
    expect(shown(probeOf(`${call}\n${name}\n\nPS C:\\> `))).toBe(shown(probeOf(`${call}\n${code}\n\nPS C:\\> `)));
    expect(shown(probeOf(`${call}\n${name}\n\nPS C:\\> `))).toContain(` ${code} `);
  });

  test.each(['Fine', 'ok', 'OK!', '2000'])('%s is none', (name) => {
    const text = `PS C:\\> (iwr https://a.example).StatusCode\n${name}\n\nPS C:\\> `;
    expect(shown(probeOf(text))).toBe('unknown: ');
  });
});
