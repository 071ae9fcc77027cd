/** What was dropped when a folder is among it, else nothing. The browser tells it only while the event lasts. */
export function droppedFolders(transfer: DataTransfer | null): FileSystemEntry[] {
  const roots = [...(transfer?.items ?? [])].flatMap((item) => item.webkitGetAsEntry() ?? []);
  return roots.some((root) => root.isDirectory) ? roots : [];
}
