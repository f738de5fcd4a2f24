// A field for a word, with the words that begin so below it: arrows choose, Enter takes, Escape closes (ARIA's combobox
// with a list). What is typed may also be no word of the list.

import { element, show } from '../shared/element';
import { lastWordIn } from './wordList';

export interface WordInputOptions {
  label: string;
  /** The words that begin so, the most frequent first. */
  complete(prefix: string): Promise<string[]>;
  /** Enter or a click on a word of the list. */
  onPick(text: string): void;
  /** It holds several words: the last of them is completed, and taking a word of the list does not pick yet. */
  isList?: boolean;
  /** Every change, for fields that are read later. */
  onInput?(text: string): void;
}

export interface WordInput {
  node: HTMLElement;
  readonly value: string;
  set(text: string): void;
  focus(): void;
}

/** Typing that goes on for less than this asks once. */
const PAUSE_MS = 60;
let made = 0;

export function wordInput({ label, complete, onPick, isList = false, onInput }: WordInputOptions): WordInput {
  const id = `words-${++made}`;
  const attributes = {
    ...{ type: 'text', 'aria-label': label, placeholder: label, spellcheck: 'false', autocomplete: 'off' },
    ...{ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': id },
  };
  const input = element('input', { class: 'input', title: label, attributes });
  const list = element('ul', { class: 'completion', attributes: { id, role: 'listbox', 'aria-label': label } });
  const node = element('span', { class: 'word-input' }, input, list);
  show(list, false);
  let words: string[] = [];
  let active = -1;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  function open(found: string[]): void {
    words = found;
    active = -1;
    list.replaceChildren(
      ...words.map((word, i) => {
        const item = element('li', { text: word, attributes: { id: `${id}-${i}`, role: 'option' } });
        item.addEventListener('pointerdown', (event) => {
          event.preventDefault(); // the field keeps the focus
          put(word);
        });
        return item;
      }),
    );
    show(list, words.length > 0);
    input.setAttribute('aria-expanded', String(words.length > 0));
    mark(-1);
  }

  function mark(next: number): void {
    active = next;
    [...list.children].forEach((item, i) => item.setAttribute('aria-selected', String(i === active)));
    if (active < 0) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', `${id}-${active}`);
    list.children[active].scrollIntoView({ block: 'nearest' });
  }

  function close(): void {
    clearTimeout(timer);
    asked++;
    open([]);
  }

  const lastWord = (): { before: string; word: string } =>
    isList ? lastWordIn(input.value) : { before: '', word: input.value.trim() };

  /** Puts a word of the list in the place of the one being typed. */
  function put(word: string): void {
    input.value = lastWord().before + word;
    close();
    onInput?.(input.value);
    if (!isList) onPick(word);
  }

  function pick(): void {
    close();
    onPick(input.value.trim());
  }

  async function ask(): Promise<void> {
    const mine = ++asked;
    const prefix = lastWord().word;
    const found = prefix === '' ? [] : await complete(prefix).catch(() => []);
    if (mine === asked) open(found);
  }

  input.addEventListener('input', () => {
    onInput?.(input.value);
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), PAUSE_MS);
  });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown' && words.length > 0) mark((active + 1) % words.length);
    else if (event.key === 'ArrowUp' && words.length > 0) mark((active <= 0 ? words.length : active) - 1);
    else if (event.key === 'Enter' && active >= 0) put(words[active]);
    else if (event.key === 'Enter' && input.value.trim() !== '') pick();
    else if (event.key === 'Escape' && words.length > 0) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return {
    node,
    get value() {
      return input.value.trim();
    },
    set: (text) => void (input.value = text),
    focus: () => {
      input.focus();
      input.select();
    },
  };
}
