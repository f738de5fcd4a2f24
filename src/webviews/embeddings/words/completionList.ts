// The words below a field that begin as what is typed in it; one of them may be marked.

import { element, show } from '../../shared/element';

export interface CompletionList {
  node: HTMLElement;
  readonly words: readonly string[];
  /** The word that is marked. */
  readonly marked: string | undefined;
  /** No words close it. */
  open(words: readonly string[]): void;
  /** Marks the next or the previous word, around the ends. */
  move(by: 1 | -1): void;
}

export interface CompletionListOptions {
  id: string;
  label: string;
  /** The field that the list belongs to: it is told which word is marked. */
  input: HTMLElement;
  onPick(word: string): void;
}

export function completionList({ id, label, input, onPick }: CompletionListOptions): CompletionList {
  const node = element('ul', { class: 'completion', attributes: { id, role: 'listbox', 'aria-label': label } });
  let words: readonly string[] = [];
  let active = -1;
  show(node, false);

  function item(word: string, index: number): HTMLElement {
    const line = element('li', { text: word, attributes: { id: `${id}-${index}`, role: 'option' } });
    line.addEventListener('pointerdown', (event) => {
      event.preventDefault(); // the field keeps the focus
      onPick(word);
    });
    return line;
  }

  function mark(next: number): void {
    active = next;
    [...node.children].forEach((line, i) => line.setAttribute('aria-selected', String(i === active)));
    if (active < 0) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', `${id}-${active}`);
    node.children[active].scrollIntoView({ block: 'nearest' });
  }

  return {
    node,
    get words() {
      return words;
    },
    get marked() {
      return active < 0 ? undefined : words[active];
    },
    open(found) {
      words = found;
      node.replaceChildren(...words.map(item));
      show(node, words.length > 0);
      input.setAttribute('aria-expanded', String(words.length > 0));
      mark(-1);
    },
    move: (by) => mark(by > 0 ? (active + 1) % words.length : (active <= 0 ? words.length : active) - 1),
  };
}
