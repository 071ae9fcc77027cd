/** What a bundle of evidence holds. */

/** Why what a file holds is not known. */
export type Flaw =
  /** Its data cannot be taken out. */
  | 'damaged'
  /** Only its name and size can be seen without a password. */
  | 'encrypted'
  /** It is beyond a limit: of one file, of the number of files, of their total. */
  | 'too-large'
  | 'too-many'
  /** An archive within an archive within the archive. */
  | 'too-deep'
  /** It unpacks to a size that no honest file has. */
  | 'bomb'
  /** It lies in a cabinet, which is listed and not unpacked. */
  | 'names-only'
  /** It was not read yet. */
  | 'unread'
  /** It was read, and is not what its name says. */
  | 'unrecognised';

/** A file or folder of a bundle. */
export interface BundleEntry {
  /** As the archive writes it; `archive.zip/inner` for a file of an archive inside. */
  readonly path: string;
  /** A link has a name only: what it points to is another file, or none. */
  readonly kind: 'file' | 'folder' | 'link';
  /** Bytes when it is written out, whatever is stored of it. */
  readonly size: number;
  /** Bytes in the archive; null where it does not tell. */
  readonly packed: number | null;
  /** Milliseconds since the epoch; null where the archive does not tell. */
  readonly time: number | null;
  readonly encrypted: boolean;
  /** What the list of the archive, or a look into it, says against its content. */
  readonly flaw?: Flaw;
}

/** Why an entry is not looked at. */
export type Refusal =
  /** It is one of more files than are looked at, or all together are larger than that (bytes). */
  | { readonly kind: 'too-many'; readonly most: number }
  | { readonly kind: 'too-large'; readonly most: number }
  /** Its name is none, leads out of the folder, or names a place of its own. */
  | { readonly kind: 'name' }
  | { readonly kind: 'parent' }
  | { readonly kind: 'absolute' }
  | { readonly kind: 'bomb' };

/** An entry that is not looked at. */
export interface Refused {
  readonly path: string;
  readonly reason: Refusal;
}

/** A file that should not be in a bundle without a thought; why, in the words of the list of such files. */
export interface Sensitive {
  readonly path: string;
  readonly reason: string;
}

/** Why an archive, or a packed file that stands alone, cannot be read. */
export type Fault =
  | { readonly kind: 'tar'; readonly how: 'damaged' | 'cut' }
  | { readonly kind: 'zip'; readonly how: 'damaged' | 'split' }
  | { readonly kind: 'cabinet'; readonly how: 'damaged' | 'cut' }
  | { readonly kind: 'cabinet-too-many'; readonly most: number }
  | { readonly kind: 'packed'; readonly how: 'cut' }
  | { readonly kind: 'packed-too-large'; readonly megabytes: number }
  | { readonly kind: 'bomb' }
  /** A kind of archive that is known by its first bytes alone, with its title and what to do. */
  | { readonly kind: 'foreign'; readonly title: string; readonly advice: string };

/** What there is to say of an item's files beside their status. */
export type Remark =
  /** The list itself says when the item may be missing. */
  | { readonly kind: 'exception'; readonly text: string }
  /** Files of the item have any name. */
  | { readonly kind: 'nameless' }
  /** Nothing but folders and links. */
  | { readonly kind: 'hollow' }
  | { readonly kind: 'empty' }
  | { readonly kind: 'flawed'; readonly flaw: Flaw }
  /** So many of several files are. */
  | { readonly kind: 'some-flawed'; readonly count: number; readonly flaw: Flaw }
  | { readonly kind: 'part-missing' }
  /** Folders that should each hold a file. */
  | { readonly kind: 'folders-without'; readonly folders: readonly string[] }
  | { readonly kind: 'too-few'; readonly needed: number }
  | { readonly kind: 'too-small' }
  /** The log ends before its script does. */
  | { readonly kind: 'log-cut' }
  /** By their names its files are of another day than the failure; by their times they are older. */
  | { readonly kind: 'other-day' }
  | { readonly kind: 'older' };

export type ItemStatus = 'found' | 'missing' | 'empty' | 'suspicious';

export interface ItemResult {
  readonly id: string;
  readonly title: string;
  readonly required: boolean;
  readonly scope: 'full' | 'minimum' | 'extra' | 'manual';
  readonly status: ItemStatus;
  /** What there is to say beside the status. */
  readonly reason: Remark | null;
  readonly paths: readonly string[];
  /** How many files, of which `paths` names the first. */
  readonly files: number;
  readonly size: number;
  readonly newest: number | null;
  /** Why nothing that its files hold counts; null where something does, or where there is no file. */
  readonly flaw: Flaw | null;
}

/** How many entries a list of the result would have, where it has only the first of them. */
interface Totals {
  readonly sensitive: number;
  readonly refused: number;
  readonly encrypted: number;
  readonly named: number;
  readonly superfluous: number;
  readonly readable: number;
}

interface Candidate {
  readonly id: string;
  readonly found: number;
  /** Items that make the scenario's list complete. */
  readonly items: number;
}

export interface BundleResult {
  /** The list that the bundle was compared with; null when nothing in it belongs to any. */
  readonly scenario: string | null;
  readonly complete: boolean;
  /** The reader chose the list, or a file of an item that it requires was read and is what it should be. */
  readonly proven: boolean;
  /** Scenarios that the files may be meant for, the likeliest first. */
  readonly candidates: readonly Candidate[];
  readonly items: readonly ItemResult[];
  /** Items that keep the list from being complete: of the set that lacks least. */
  readonly lacking: readonly string[];
  readonly sensitive: readonly Sensitive[];
  /** Entries that are not looked at, with the reason. */
  readonly refused: readonly Refused[];
  readonly encrypted: readonly string[];
  /** Files in cabinets, of which names, sizes (bytes) and times (milliseconds since the epoch) alone are known. */
  readonly named: readonly { readonly path: string; readonly size: number; readonly time: number | null }[];
  /** Files that no item of the scenario asks for. */
  readonly superfluous: readonly string[];
  /** Logs and captures inside that can be diagnosed. */
  readonly readable: readonly string[];
  readonly entries: number;
  /** How long each list is in truth: the lists themselves have their first entries. */
  readonly totals: Totals;
}

/** A file that may hold something and was not read. */
export interface UnreadFile {
  readonly path: string;
  readonly flaw: Flaw;
}

/** Something that happened, by what a file says. */
export interface Moment {
  readonly kind: 'message' | 'probe' | 'connection' | 'lookup' | 'file';
  /** Seconds since the epoch: of UTC, or of the file's own clock where it states no zone. */
  readonly time: number;
  /** The last time, where it happened more than once. */
  readonly until: number | null;
  /** False: the file states no time zone. */
  readonly zoned: boolean;
  /** False: when the run began in which it happened. */
  readonly exact: boolean;
  readonly severity: 'ng' | 'un' | 'info';
  /** The file that says it, and the line in it; null where it has none. */
  readonly path: string;
  readonly line: number | null;
  readonly count: number;
  readonly title: string;
  /** The destination of which it speaks; null for none. */
  readonly host: string | null;
}
