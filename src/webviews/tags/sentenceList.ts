// The list of sentences: only the rows in sight are in the page, and only pages in sight are asked for. Arrows move the choice, Escape
// leaves it, Enter or a double click opens the line.

import type { ListedSentence } from '../../protocol/tagsView';
import { element } from '../shared/element';

export interface SentenceListOptions {
  label: string;
  empty: string;
  /** From a row on, some of them. Never rejects. */
  load(from: number): Promise<{ sentences: readonly ListedSentence[]; total: number } | undefined>;
  row(sentence: ListedSentence): HTMLElement[];
  /** Undefined: none. */
  onChoose(sentence: ListedSentence | undefined): void;
  onOpen(sentence: ListedSentence): void;
  onTotal(total: number): void;
}

export interface SentenceList {
  nodes: HTMLElement[];
  /** Other sentences from now on. @param chosen the index of the one that is chosen, wherever it stands */
  renew(chosen: number): void;
}

const ROW_PX = 52;
const SPARE_ROWS = 6;

export function sentenceList({ label, empty, load, ...options }: SentenceListOptions): SentenceList {
  const space = element('div', { class: 'rows' });
  const hint = element('p', { class: 'empty', text: empty });
  const node = element(
    'div',
    { class: 'sentences', attributes: { tabindex: '0', role: 'listbox', 'aria-label': label } },
    space,
  );
  let rows = new Map<number, ListedSentence>();
  let total = 0;
  let chosen = -1;
  let current = 0;
  let generation = 0;
  const asked = new Set<number>();
  hint.hidden = true;

  async function fetchAt(at: number): Promise<void> {
    if (asked.has(at)) return;
    asked.add(at);
    const mine = generation;
    const page = await load(at);
    if (mine !== generation || !page) return;
    if (total !== page.total || at === 0) options.onTotal(page.total);
    total = page.total;
    page.sentences.forEach((sentence, i) => rows.set(at + i, sentence));
    const place = page.sentences.findIndex(({ index }) => index === chosen);
    if (place >= 0) bringIntoSight((current = at + place));
    hint.hidden = total > 0;
    node.hidden = total === 0;
    draw();
  }

  function draw(): void {
    space.style.height = `${total * ROW_PX}px`;
    const first = Math.max(0, Math.floor(node.scrollTop / ROW_PX) - SPARE_ROWS);
    const last = Math.min(total, Math.ceil((node.scrollTop + node.clientHeight) / ROW_PX) + SPARE_ROWS);
    const places = Array.from({ length: Math.max(0, last - first) }, (_, i) => first + i);
    space.replaceChildren(...places.map(rowAt));
    const missing = places.find((place) => !rows.has(place));
    if (missing !== undefined) void fetchAt(missing);
    if (rows.has(current)) node.setAttribute('aria-activedescendant', `sentence-${current}`);
    else node.removeAttribute('aria-activedescendant');
  }

  function rowAt(place: number): HTMLElement {
    const sentence = rows.get(place);
    const attributes = {
      ...{ role: 'option', id: `sentence-${place}`, 'data-place': String(place) },
      ...{ 'aria-setsize': String(total), 'aria-posinset': String(place + 1) },
      'aria-selected': String(sentence !== undefined && sentence.index === chosen),
    };
    const line = element('div', { class: 'sentence', attributes }, ...(sentence ? options.row(sentence) : ['…']));
    line.style.top = `${place * ROW_PX}px`;
    return line;
  }

  function choose(place: number): void {
    const to = Math.max(0, Math.min(total - 1, place));
    const sentence = rows.get(to);
    bringIntoSight((current = to));
    if (sentence && sentence.index !== chosen) {
      chosen = sentence.index;
      options.onChoose(sentence);
    }
    draw();
  }

  function bringIntoSight(place: number): void {
    space.style.height = `${total * ROW_PX}px`;
    const room = node.clientHeight - ROW_PX;
    if (place * ROW_PX < node.scrollTop) node.scrollTop = place * ROW_PX;
    else if (place * ROW_PX > node.scrollTop + room) node.scrollTop = place * ROW_PX - room;
  }

  function leave(): void {
    chosen = -1;
    options.onChoose(undefined);
    draw();
  }

  const placeAt = (target: EventTarget | null): number =>
    target instanceof Element ? Number(target.closest<HTMLElement>('[data-place]')?.dataset.place ?? -1) : -1;

  function open(place: number): void {
    const sentence = rows.get(place);
    if (sentence) options.onOpen(sentence);
  }

  node.addEventListener('scroll', () => requestAnimationFrame(draw));
  new ResizeObserver(() => draw()).observe(node);
  node.addEventListener('click', ({ target, detail }) => {
    const place = placeAt(target);
    if (place >= 0 && detail < 2) choose(place);
  });
  node.addEventListener('dblclick', ({ target }) => open(placeAt(target)));
  node.addEventListener('keydown', (event) => {
    const page = Math.max(1, Math.floor(node.clientHeight / ROW_PX) - 1);
    const steps: Record<string, number> = {
      ...{ ArrowDown: current + (chosen < 0 ? 0 : 1), ArrowUp: current - 1 },
      ...{ PageDown: current + page, PageUp: current - page, Home: 0, End: total - 1 },
    };
    if (event.key in steps) choose(steps[event.key]);
    else if (event.key === 'Enter') open(current);
    else if (event.key === 'Escape') leave();
    else return;
    event.preventDefault();
  });

  return {
    nodes: [node, hint],
    renew(index) {
      generation++;
      asked.clear();
      rows = new Map();
      [total, chosen, current] = [0, index, 0];
      node.scrollTop = 0;
      void fetchAt(0);
    },
  };
}
