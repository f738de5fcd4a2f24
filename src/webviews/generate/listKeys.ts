// Arrow keys in a list whose rows begin with a button each.

const linksOf = (list: HTMLElement): HTMLElement[] => [...list.querySelectorAll<HTMLElement>('button.link')];

/** Moves the focus from row to row; false for keys that mean nothing here. */
export function moveInList(list: HTMLElement, key: string): boolean {
  const links = linksOf(list);
  const at = links.findIndex((link) => link === document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: Math.max(0, at - 1), Home: 0, End: links.length - 1 }[key];
  if (to === undefined || links.length === 0) return false;
  links[Math.min(links.length - 1, to)].focus();
  return true;
}
