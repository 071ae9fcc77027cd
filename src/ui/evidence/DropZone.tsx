import type { ComponentChildren, JSX } from 'preact';
import { droppedFolders } from './folders.ts';

interface Props {
  readonly class: string;
  readonly onFolders: (folders: readonly FileSystemEntry[]) => void;
  readonly onFiles: (files: readonly File[]) => void;
  readonly children: ComponentChildren;
}

/** A part of the page that takes files and folders dropped on it, rather than the part around it. */
export function DropZone({ class: name, onFolders, onFiles, children }: Props): JSX.Element {
  return (
    <div
      class={name}
      onDragOver={(event) => {
        event.preventDefault();
      }}
      onDrop={(event) => {
        event.preventDefault();
        event.stopPropagation();
        const folders = droppedFolders(event.dataTransfer);
        const files = [...(event.dataTransfer?.files ?? [])];
        if (folders.length > 0) onFolders(folders);
        else if (files.length > 0) onFiles(files);
      }}
    >
      {children}
    </div>
  );
}
