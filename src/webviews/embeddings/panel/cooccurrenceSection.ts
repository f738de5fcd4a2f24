// Counting in the corpus which probe words stand beside two words. The host counts and says how far it is; this asks, shows
// the table, and keeps it over a reload.

import type { CooccurrenceQuestion, CooccurrenceState, CooccurrenceTable } from '../../../protocol/embeddingsView';
import { LabError } from '../../../protocol/labError';
import type { SaveFileRequest } from '../../../protocol/saveFile';
import type { SharedCalls } from '../../../protocol/views';
import { button } from '../../shared/controls';
import { element, liveText, say, show } from '../../shared/element';
import { saveButton } from '../../shared/saveButton';
import type { Table, TableSorting } from '../../shared/table';
import type { EmbeddingsStrings } from '../strings';
import { cooccurrenceFields, type KeptCooccurrence } from './cooccurrenceFields';
import { type ProbeRow, probeTable, tableSummary } from './cooccurrenceTable';
import { countingProgress } from './countingProgress';

export interface CooccurrenceOptions {
  strings: EmbeddingsStrings;
  state: KeptCooccurrence;
  sorting(): TableSorting;
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

export function cooccurrenceSection(options: CooccurrenceOptions): CooccurrenceSection {
  const { strings, state, complete, keep } = options;
  let hasCorpus = false;
  let shown: Table<ProbeRow> | undefined;
  const onChange = (next: Partial<KeptCooccurrence>): void => keep(Object.assign(state, next));
  const fields = cooccurrenceFields({ strings, state, complete, onChange, onEnter: press });
  const progress = countingProgress(strings, options.stop);
  const start = button({ label: strings.countBeside, primary: true, onClick: press });
  const choose = button({ label: strings.chooseCorpus, onClick: options.chooseCorpus });
  const save = saveButton({
    ...{ label: 'CSV', hint: strings.saveCooccurrence, content, save: options.save, onFailure: options.onFailure },
  });
  const actions = [start, progress.stop, choose, save, progress.node];
  const note = liveText('note');
  const place = element('div', { class: 'fill grow' });
  const row = element('div', { class: 'row wrap actions' }, ...actions);
  const node = element('div', { class: 'fill' }, ...fields.nodes, row, note, place);
  show(save, false);

  function press(): void {
    if (!hasCorpus) return say(note, strings.noCorpus);
    const question = fields.question();
    if (typeof question === 'string') return say(note, question);
    options.count(question).catch((error: unknown) => say(note, LabError.toData(error).message));
  }

  function draw(question: CooccurrenceQuestion, counted: CooccurrenceTable): void {
    shown = probeTable(strings, question.words, { onPick: options.onPick, sorting: options.sorting() });
    place.replaceChildren(shown.node);
    shown.setRows(counted.probes);
    show(save, true);
    say(note, tableSummary(strings, question, counted));
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
      if (notice?.kind === 'working') return progress.show(notice.fraction, () => say(note, notice.message));
      if (progress.end()) start.focus();
      if (notice) return say(note, notice.message);
      if (!counted) return;
      onChange({ question, table: counted });
      draw(question, counted);
    },
  };
}
