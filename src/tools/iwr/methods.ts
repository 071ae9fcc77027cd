/** Ways of .NET, and of the background transfer, to ask for a URL that is written out. */
const METHODS =
  /(?:\.(?:Download(?:String|Data|File)|OpenRead|Get|GetString|GetByteArray|GetStream)(?:TaskAsync|Async)?|WebRequest\]::Create(?:Http)?)\(\s{0,8}(?:\[uri\])?["']?(https?:\/\/[^\s"'(),;{}]{1,512})/giu;
const TRANSFER = /\bStart-BitsTransfer\s[^|;{}]{0,200}?(https?:\/\/[^\s"'(),;{}|]{1,512})/giu;
const LONGEST = 4096;

/** Requests of .NET as those of the cmdlet: `(New-Object Net.WebClient).DownloadString('https://…')`. */
export function equivalents(text: string): readonly string[] {
  if (text.length > LONGEST || !text.includes('://')) return [];
  return [...text.matchAll(METHODS), ...text.matchAll(TRANSFER)].map(([, url = '']) => `iwr ${url}`);
}
