/** Ways of .NET to ask for a URL that is written out. */
const METHODS =
  /(?:\.(?:Download(?:String|Data|File)|OpenRead|Get|GetString|GetByteArray|GetStream)(?:TaskAsync|Async)?|WebRequest\]::Create(?:Http)?)\(\s{0,8}(?:\[uri\])?["']?(https?:\/\/[^\s"'(),;{}]{1,512})/giu;
/** The cmdlet of the background transfer. */
const TRANSFER = 'start-bitstransfer ';
const URL_IN = /https?:\/\/[^\s"'(),;{}|]{1,512}/iu;
const LONGEST = 4096;

/** Requests of .NET as those of the cmdlet: `(New-Object Net.WebClient).DownloadString('https://…')`. */
export function equivalents(text: string): readonly (readonly string[])[] {
  if (text.length > LONGEST || !text.includes('://')) return [];
  const urls = [...text.matchAll(METHODS)].map(([, url = '']) => url);
  const transfer = text.toLowerCase().indexOf(TRANSFER);
  const moved = transfer < 0 ? undefined : URL_IN.exec(text.slice(transfer).split(/[|;]/u, 1)[0] ?? '')?.[0];
  return [...urls, ...(moved === undefined ? [] : [moved])].map((url) => ['iwr', url]);
}
