/** Shows a dialog with a heading over the page; it is gone when it is closed. */
export function showModal(id: string, heading: string, content: readonly HTMLElement[]): HTMLDialogElement {
  const dialog = document.createElement('dialog');
  dialog.className = 'ask';
  const title = document.createElement('h2');
  title.id = id;
  title.textContent = heading;
  dialog.setAttribute('aria-labelledby', id);
  dialog.append(title, ...content);
  dialog.addEventListener('close', () => {
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
