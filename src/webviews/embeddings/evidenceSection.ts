// The lines of the corpus that hold the chosen word, the word in the middle; a click opens the place in the editor.

import type { Evidence, EvidenceLine, Side } from '../../protocol/embeddingsView';
import { LabError } from '../../protocol/labError';
import { button } from '../shared/controls';
import { element, say, show } from '../shared/element';
import type { EmbeddingsStrings } from './strings';

export interface EvidenceOptions {
  strings: EmbeddingsStrings;
  find(side: Side, word: string, offset: number): Promise<Evidence>;
  reveal(serial: number, index: number): void;
  chooseCorpus(): void;
}

export interface EvidenceSection {
  node: HTMLElement;
  setCorpus(hasCorpus: boolean): void;
  show(word: string | undefined): void;
  /** Whether it is seen: lines are looked up only then. */
  setSeen(isSeen: boolean): void;
}

export function evidenceSection({ strings, find, reveal, chooseCorpus }: EvidenceOptions): EvidenceSection {
  let word: string | undefined;
  let hasCorpus = false;
  let isSeen = false;
  let isStale = false;
  let serial = 0;
  let found = 0;
  const head = element('h2', { class: 'word', text: strings.noWord });
  const note = element('p', { class: 'note', attributes: { role: 'status', 'aria-live': 'polite' } });
  const lines = element('ul', { class: 'evidence', attributes: { 'aria-label': strings.evidence } });
  const more = button({ label: strings.moreLines, onClick: () => void fetch(true) });
  const choose = button({ label: strings.chooseCorpus, onClick: chooseCorpus });
  const node = element('div', {}, head, note, lines, element('div', { class: 'row' }, more, choose));
  show(more, false);

  async function fetch(goesOn: boolean): Promise<void> {
    const mine = ++serial;
    isStale = false;
    show(more, false);
    if (!goesOn) {
      lines.replaceChildren();
      found = 0;
    }
    if (word === undefined || !hasCorpus) return say(note, hasCorpus ? '' : strings.noCorpus);
    const timer = setTimeout(() => mine === serial && say(note, strings.lookingUp), 200);
    try {
      const evidence = await find(0, word, found);
      if (mine !== serial) return;
      lines.append(...evidence.lines.map((line) => lineNode(evidence.serial, line)));
      found += evidence.lines.length;
      say(note, found === 0 ? strings.noLines : strings.linesFound(found, evidence.more));
      show(more, evidence.more);
    } catch (error) {
      if (mine === serial) say(note, LabError.toData(error).message);
    } finally {
      clearTimeout(timer);
    }
  }

  function lineNode(list: number, { index, file, line, before, found: middle, after }: EvidenceLine): HTMLElement {
    const place = `${file}:${line}`;
    const press = element(
      'button',
      { title: place, attributes: { type: 'button' } },
      element('span', { class: 'before', text: before }),
      element('b', { text: middle }),
      element('span', { class: 'after', text: after }),
    );
    press.addEventListener('click', () => reveal(list, index));
    return element('li', {}, press);
  }

  function refresh(): void {
    isStale = true;
    if (isSeen) void fetch(false);
  }

  return {
    node,
    setCorpus(has) {
      if (has === hasCorpus && has) return refresh();
      hasCorpus = has;
      refresh();
    },
    show(next) {
      if (next === word) return;
      word = next;
      say(head, next ?? strings.noWord);
      refresh();
    },
    setSeen(seen) {
      isSeen = seen;
      if (isSeen && isStale) void fetch(false);
    },
  };
}
