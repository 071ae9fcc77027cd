/** What a command needs to know of the reader's machine. */
export interface Names {
  /** Folder in which the reader collects. */
  readonly folder: string;
  readonly vm: string;
}

export const EXAMPLE_NAMES: Names = { folder: 'C:\\Logs', vm: 'vm01' };

/** Fills the reader's names into a path or a command; what a shell could take for more than a name is left out. */
export function fillIn(text: string, names: Names): string {
  const safe = (value: string, instead: string): string => {
    const plain = value.replaceAll(/[^\w.:\\/ -]/gu, '').trim();
    return plain === '' ? instead : plain;
  };
  return text
    .replaceAll('{folder}', safe(names.folder, EXAMPLE_NAMES.folder))
    .replaceAll('{vm}', safe(names.vm, EXAMPLE_NAMES.vm).toLowerCase());
}
