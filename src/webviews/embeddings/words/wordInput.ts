// A field for a word, with the words that begin so below it: arrows choose, Enter takes, Escape closes (ARIA's combobox
// with a list). What is typed may also be no word of the list.

import { element } from '../../shared/element';
import { completionList } from './completionList';
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
  /** Says what it is for. */
  setLabel(label: string): void;
  focus(): void;
}

/** Typing that goes on for less than this asks once. */
const PAUSE_MS = 60;
let made = 0;

export function wordInput({ label, complete, onPick, isList = false, onInput }: WordInputOptions): WordInput {
  const id = `words-${++made}`;
  const input = inputElement(id, label);
  const list = completionList({ id, label, input, onPick: put });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  const lastWord = (): { before: string; word: string } =>
    isList ? lastWordIn(input.value) : { before: '', word: input.value.trim() };

  function close(): void {
    clearTimeout(timer);
    asked++;
    list.open([]);
  }

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
    if (mine === asked) list.open(found);
  }

  input.addEventListener('input', () => {
    onInput?.(input.value);
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), PAUSE_MS);
  });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    const { key } = event;
    const { words, marked } = list;
    if ((key === 'ArrowDown' || key === 'ArrowUp') && words.length > 0) list.move(key === 'ArrowDown' ? 1 : -1);
    else if (key === 'Enter' && marked !== undefined) put(marked);
    else if (key === 'Enter' && input.value.trim() !== '') pick();
    else if (key === 'Escape' && words.length > 0) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  return {
    node: element('span', { class: 'word-input' }, input, list.node),
    get value() {
      return input.value.trim();
    },
    set: (text) => void (input.value = text),
    setLabel(next) {
      input.placeholder = input.title = next;
      input.setAttribute('aria-label', next);
    },
    focus() {
      input.focus();
      input.select();
    },
  };
}

function inputElement(list: string, label: string): HTMLInputElement {
  const attributes = {
    ...{ type: 'text', 'aria-label': label, placeholder: label, spellcheck: 'false', autocomplete: 'off' },
    ...{ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list },
  };
  return element('input', { class: 'input', title: label, attributes });
}
