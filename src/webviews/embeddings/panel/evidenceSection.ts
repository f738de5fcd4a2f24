// The lines of the corpus that hold the chosen word, the word in the middle; a click opens the place in the editor.

import type { Evidence, EvidenceLine, Side } from '../../../protocol/embeddingsView';
import { LabError } from '../../../protocol/labError';
import { button } from '../../shared/controls';
import { element, liveText, say, show } from '../../shared/element';
import { latest } from '../../shared/latest';
import { patience } from '../../shared/patience';
import type { EmbeddingsStrings } from '../strings';

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
  let found = 0;
  const questions = latest();
  const { wait, end } = patience();
  const head = element('h2', { class: 'word' });
  const before = element('p', { class: 'empty', text: strings.noWordLines });
  show(head, false);
  const note = liveText('note');
  const lines = element('ul', { class: 'evidence', attributes: { 'aria-label': strings.evidence } });
  const more = button({ label: strings.moreLines, onClick: ask });
  const choose = button({ label: strings.chooseCorpus, onClick: chooseCorpus });
  show(more, false);

  function tell(text: string): void {
    end();
    say(note, text);
  }

  /** The lines after those that are there. */
  function ask(): void {
    questions.drop();
    isStale = false;
    show(more, false);
    if (word === undefined || !hasCorpus) return tell(hasCorpus ? '' : strings.noCorpus);
    const asked = word;
    wait(() => tell(strings.lookingUp));
    const onFailure = (error: unknown): void => tell(LabError.toData(error).message);
    void questions.ask(() => find(0, asked, found), { onAnswer: append, onFailure });
  }

  function append(evidence: Evidence): void {
    lines.append(...evidence.lines.map((line) => lineNode(line, () => reveal(evidence.serial, line.index))));
    found += evidence.lines.length;
    tell(found === 0 ? strings.noLines : strings.linesFound(found, evidence.more));
    show(more, evidence.more);
  }

  function refresh(): void {
    isStale = true;
    if (isSeen) fetchAnew();
  }

  function fetchAnew(): void {
    lines.replaceChildren();
    found = 0;
    ask();
  }

  return {
    node: element('div', {}, head, before, note, lines, element('div', { class: 'row' }, more, choose)),
    setCorpus(has) {
      hasCorpus = has;
      refresh();
    },
    show(next) {
      if (next === word) return;
      word = next;
      say(head, next ?? '');
      show(head, next !== undefined);
      show(before, next === undefined);
      refresh();
    },
    setSeen(seen) {
      isSeen = seen;
      if (isSeen && isStale) fetchAnew();
    },
  };
}

function lineNode({ file, line, before, found, after }: EvidenceLine, onOpen: () => void): HTMLElement {
  const press = element(
    'button',
    { title: `${file}:${line}`, attributes: { type: 'button' } },
    element('span', { class: 'before' }, element('bdi', { text: before })),
    element('b', { text: found }),
    element('span', { class: 'after', text: after }),
  );
  press.addEventListener('click', onOpen);
  return element('li', {}, press);
}
