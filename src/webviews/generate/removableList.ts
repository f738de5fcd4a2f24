// A list whose rows can be chosen and removed. What was removed last can be brought back as long as the list is there.

import { button } from '../shared/controls';
import { element, liveText, say, show } from '../shared/element';
import { moveInList } from './listKeys';

interface RemovableRow {
  /** What tells it from the others. */
  key: string;
  label: string;
  /** Said on hover. */
  title: string;
  /** Behind the label. */
  note?: string;
  /** How far it stands in. */
  depth?: number;
  isCurrent?: boolean;
}

export interface RemovableListOptions {
  label: string;
  strings: { remove: (label: string) => string; removed: (label: string) => string; undo: string };
  /** Said where there are no rows. */
  empty: string;
  onChoose(key: string): void;
  /** Gives what brings it back. */
  onRemove(key: string): () => void;
}

export interface RemovableList {
  node: HTMLElement;
  draw(rows: readonly RemovableRow[]): void;
}

export function removableList({ label, strings, empty, onChoose, onRemove }: RemovableListOptions): RemovableList {
  const list = element('ul', { class: 'removable', attributes: { 'aria-label': label } });
  const none = element('p', { class: 'empty', text: empty });
  const said = liveText('note');
  const undo = button({
    label: strings.undo,
    onClick() {
      bringBack?.();
      bringBack = undefined;
      show(undoLine, false);
    },
  });
  const undoLine = element('div', { class: 'row undo' }, said, undo);
  show(undoLine, false);
  let bringBack: (() => void) | undefined;

  function remove({ key, label: name }: RemovableRow): void {
    const at = [...list.children].findIndex((item) => item.contains(document.activeElement));
    bringBack = onRemove(key);
    show(undoLine, true);
    say(said, strings.removed(name));
    const items = [...list.querySelectorAll<HTMLElement>('button.link')];
    const next = items.at(Math.min(Math.max(0, at), items.length - 1));
    if (next) next.focus();
    else undo.focus();
  }

  function itemOf(one: RemovableRow): HTMLElement {
    const { key, label: text, title, note = '', depth = 0, isCurrent = false } = one;
    const link = element('button', { class: 'link', text, title, attributes: { type: 'button' } });
    if (isCurrent) link.setAttribute('aria-current', 'true');
    link.addEventListener('click', () => onChoose(key));
    link.addEventListener('keydown', (event) => event.key === 'Delete' && remove(one));
    const away = element('button', {
      ...{ class: 'remove', text: '×', title: strings.remove(text) },
      attributes: { type: 'button', 'aria-label': strings.remove(text) },
    });
    away.addEventListener('click', () => remove(one));
    const item = element('li', {}, link, element('span', { class: 'note', text: note }), away);
    item.style.setProperty('--depth', String(depth));
    return item;
  }

  list.addEventListener('keydown', (event) => {
    if (moveInList(list, event.key)) event.preventDefault();
  });
  return {
    node: element('div', {}, list, none, undoLine),
    draw(rows) {
      list.replaceChildren(...rows.map(itemOf));
      show(list, rows.length > 0);
      show(none, rows.length === 0);
    },
  };
}
