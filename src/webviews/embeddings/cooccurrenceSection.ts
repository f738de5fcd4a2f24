// Counting in the corpus which probe words stand beside two words. The host counts and says how far it is; this asks, shows
// the table, and keeps it over a reload.

import type { CooccurrenceQuestion, CooccurrenceState, CooccurrenceTable } from '../../protocol/embeddingsView';
import { count, duration, share } from '../../protocol/figures';
import { LabError } from '../../protocol/labError';
import type { SaveFileRequest } from '../../protocol/saveFile';
import type { SharedCalls } from '../../protocol/views';
import { button, checkbox, numberField } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { saveButton } from '../shared/saveButton';
import type { Table } from '../shared/table';
import { type ProbeRow, probeTable, unseenIn } from './cooccurrenceTable';
import type { EmbeddingsStrings } from './strings';
import { type WordInput, wordInput } from './wordInput';
import { wordsIn } from './wordList';

/** What stands in the fields, and the last table with the question that it answers. */
export interface KeptCooccurrence {
  a: string;
  b: string;
  probes: string;
  window: number;
  weighted: boolean;
  matchCase: boolean;
  question?: CooccurrenceQuestion;
  table?: CooccurrenceTable;
}

export interface CooccurrenceOptions {
  strings: EmbeddingsStrings;
  state: KeptCooccurrence;
  complete(prefix: string): Promise<string[]>;
  count(question: CooccurrenceQuestion): Promise<unknown>;
  stop(): void;
  chooseCorpus(): void;
  keep(state: KeptCooccurrence): void;
  onPick(word: string): void;
  save(request: SaveFileRequest): Promise<SharedCalls['saveFile']['reply']>;
  onFailure(error: unknown): void;
}

export interface CooccurrenceSection {
  node: HTMLElement;
  setCorpus(hasCorpus: boolean): void;
  set(state: CooccurrenceState): void;
}

/** Work that ends within this time is not announced. */
const PATIENCE_MS = 200;
const MOST_PROBES = 200;
const FILES_NAMED = 3;

export function cooccurrenceSection(options: CooccurrenceOptions): CooccurrenceSection {
  const { strings, state, complete, keep } = options;
  let hasCorpus = false;
  let shown: Table<ProbeRow> | undefined;
  let patience: ReturnType<typeof setTimeout> | undefined;

  const change = (next: Partial<KeptCooccurrence>): void => keep(Object.assign(state, next));
  const field = (key: 'a' | 'b' | 'probes', label: string): WordInput => {
    const isList = key === 'probes';
    const onInput = (text: string): void => change({ [key]: text });
    const input = wordInput({ label, complete, isList, onPick: press, onInput });
    input.set(state[key]);
    return input;
  };
  const fields = {
    a: field('a', strings.firstWord),
    b: field('b', strings.secondWord),
    probes: field('probes', strings.probes),
  };
  const note = element('p', { class: 'note', attributes: { role: 'status', 'aria-live': 'polite' } });
  const progress = element('span', { class: 'working', attributes: { role: 'status', 'aria-live': 'off' } });
  const start = button({ label: strings.countBeside, primary: true, onClick: press });
  const stop = button({ label: strings.cancel, onClick: options.stop });
  const choose = button({ label: strings.chooseCorpus, onClick: options.chooseCorpus });
  const save = saveButton({
    ...{ label: 'CSV', hint: strings.saveCooccurrence, content, save: options.save, onFailure: options.onFailure },
  });
  const place = element('div', { class: 'fill grow' });
  const reach = numberField({
    ...{ label: strings.window, value: state.window, least: 1, most: 1000 },
    onChange: (value) => change({ window: value }),
  });
  reach.title = strings.windowHint;
  const weighted = checkbox(strings.weighted, state.weighted, (value) => change({ weighted: value }));
  weighted.title = strings.weightedHint;
  const node = element(
    'div',
    { class: 'fill' },
    element('div', { class: 'stack' }, fields.a.node, fields.b.node, fields.probes.node),
    element(
      'div',
      { class: 'row wrap' },
      ...[reach, weighted, checkbox(strings.matchCase, state.matchCase, (matchCase) => change({ matchCase }))],
    ),
    element('div', { class: 'row wrap actions' }, start, stop, choose, save, progress),
    note,
    place,
  );
  for (const hidden of [stop, save, progress]) show(hidden, false);

  function press(): void {
    const [a, b] = [fields.a.value, fields.b.value];
    const probes = [...new Set(wordsIn(fields.probes.value))].slice(0, MOST_PROBES);
    if (!hasCorpus) return say(note, strings.noCorpus);
    const missing = a === '' ? fields.a : b === '' ? fields.b : probes.length === 0 ? fields.probes : undefined;
    if (missing) {
      say(note, missing === fields.probes ? strings.probesNeeded : strings.wordsNeeded);
      return missing.focus();
    }
    const { window, weighted, matchCase } = state;
    const question: CooccurrenceQuestion = { words: [a, b], probes, window, weighted, matchCase };
    options.count(question).catch((error: unknown) => say(note, LabError.toData(error).message));
  }

  function working(fraction: number | undefined, message: string): void {
    patience ??= setTimeout(() => {
      for (const shownNow of [stop, progress]) show(shownNow, true);
      say(note, message);
    }, PATIENCE_MS);
    say(progress, fraction === undefined ? '' : share(fraction));
  }

  function rest(): void {
    clearTimeout(patience);
    patience = undefined;
    const hadFocus = document.activeElement === stop;
    for (const hidden of [stop, progress]) show(hidden, false);
    if (hadFocus) start.focus();
  }

  function draw(question: CooccurrenceQuestion, counted: CooccurrenceTable): void {
    shown = probeTable(strings, question.words, options.onPick);
    place.replaceChildren(shown.node);
    shown.setRows(counted.probes);
    show(save, true);
    say(note, summary(question, counted));
  }

  function summary(question: CooccurrenceQuestion, counted: CooccurrenceTable): string {
    const { files, words, seconds } = counted;
    const unseen = unseenIn(counted);
    const more = files.length > FILES_NAMED ? `, … (${count(files.length)})` : '';
    const [first, second] = words.map(({ word, occurrences }): [string, string] => [word, count(occurrences)]);
    return [
      strings.counted(files.slice(0, FILES_NAMED).join(', ') + more, duration(seconds)),
      strings.occurrences(first, second, count(question.window)),
      ...(unseen.words.length > 0 ? [strings.unseenWords(unseen.words.join(', '))] : []),
      ...(unseen.probes.length > 0 ? [strings.unseenProbes(unseen.probes.join(', '))] : []),
    ].join(' ');
  }

  function content(): SaveFileRequest | undefined {
    if (!shown || !state.question) return undefined;
    return { name: strings.cooccurrenceOf(...state.question.words), kind: 'csv', content: shown.csv() };
  }

  if (state.question && state.table) draw(state.question, state.table);
  return {
    node,
    setCorpus(has) {
      hasCorpus = has;
      show(choose, !has);
      if (!has && !shown) say(note, strings.noCorpus);
      else if (has && note.textContent === strings.noCorpus) say(note, '');
    },
    set({ question, notice, table: counted }) {
      if (notice?.kind === 'working') return working(notice.fraction, notice.message);
      rest();
      if (notice) return say(note, notice.message);
      if (!counted) return;
      change({ question, table: counted });
      draw(question, counted);
    },
  };
}
