/**
 * Takes files that are dropped anywhere on the page, and text that is dropped on `box`: a file that misses its box
 * would take the place of the page. Boxes inside that take drops of their own keep them.
 */
export function takeDrops(box: HTMLElement, highlighted: Element | null, take: (data: DataTransfer) => void): void {
  const isMeant = (event: DragEvent): boolean =>
    !event.defaultPrevented &&
    (event.dataTransfer?.types.includes('Files') === true ||
      (event.target instanceof Node && box.contains(event.target)));
  document.addEventListener('dragover', (event) => {
    const meant = isMeant(event);
    highlighted?.classList.toggle('paste-over', meant);
    if (meant) event.preventDefault();
  });
  document.addEventListener('dragleave', ({ relatedTarget }) => {
    if (relatedTarget === null) highlighted?.classList.remove('paste-over');
  });
  document.addEventListener('drop', (event) => {
    highlighted?.classList.remove('paste-over');
    if (!isMeant(event) || event.dataTransfer === null) return;
    event.preventDefault();
    take(event.dataTransfer);
  });
}
