// The lists at the side: findings, n-grams and labels; each row leads to its line.

import { count, share } from '../../protocol/figures';
import type { CorpusFinding, CorpusNgram } from '../../protocol/corpus';
import type { CorpusOverview } from '../../protocol/corpusView';
import { searchField } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { table } from '../shared/table';
import type { CorpusStrings } from './strings';

export interface ListView {
  node: HTMLElement;
  draw(overview: CorpusOverview): void;
}

/** Called with the entry's place in the overview's list. */
export type OnPick = (index: number) => void;

export function findingsView(strings: CorpusStrings, onPick: OnPick): ListView {
  let all: readonly CorpusFinding[] = [];
  const note = element('p', { class: 'note' });
  const rows = table<CorpusFinding>({
    label: strings.findings,
    stacks: true,
    empty: strings.noFindings,
    onPick: (row) => onPick(all.indexOf(row)),
    columns: [
      { id: 'finding', title: strings.finding, least: 14, text: (row) => findingText(row, strings) },
      {
        id: 'line',
        title: strings.line,
        numeric: true,
        text: ({ line }) => (line === undefined ? '–' : count(line)),
        sortBy: ({ line }) => line ?? 0,
      },
      { id: 'text', title: strings.text, least: 14, text: ({ text = '' }) => text },
    ],
  });
  return {
    node: element('div', { class: 'fill' }, note, rows.node),
    draw({ findings, canReveal }) {
      all = findings;
      rows.setRows(findings);
      show(note, findings.length > 0);
      const hint = canReveal ? strings.findingsHint : strings.compressed;
      say(note, `${strings.findingsShown(count(findings.length))}. ${hint}`);
    },
  };
}

function findingText({ kind, otherLine = 0, count: times }: CorpusFinding, strings: CorpusStrings): string {
  switch (kind) {
    case 'leak':
      return strings.leak(count(otherLine));
    case 'duplicate':
      return strings.duplicate(count(otherLine), count(times));
    case 'empty':
      return strings.empty;
    case 'unreadable':
      return strings.unreadable;
    case 'forms':
      return strings.forms(count(times));
    case 'ragged':
      return strings.ragged(count(times));
    case 'labels':
      return strings.alikeLabels(count(times));
    case 'imbalance':
      return strings.imbalance(count(times));
    case 'long':
      return strings.long(count(times));
  }
}

export interface NgramsView extends ListView {
  focusSearch(): void;
}

export function ngramsView(strings: CorpusStrings, onPick: OnPick): NgramsView {
  let all: readonly CorpusNgram[] = [];
  let wanted = '';
  const note = element('p', { class: 'note', attributes: { 'aria-live': 'polite' } });
  const search = searchField(strings.search, (text) => {
    wanted = text.toLowerCase();
    filter();
  });
  const rows = table<CorpusNgram>({
    label: strings.ngrams,
    stacks: true,
    empty: strings.noNgrams,
    onPick: (row) => onPick(all.indexOf(row)),
    columns: [
      { id: 'text', title: strings.ngram, text: ({ text }) => text },
      {
        id: 'n',
        title: strings.length,
        hint: strings.lengthHint,
        numeric: true,
        width: 5,
        text: ({ words }) => String(words),
      },
      { id: 'count', title: strings.count, numeric: true, text: (row) => count(row.count), sortBy: (row) => row.count },
      {
        id: 'line',
        title: strings.firstLine,
        numeric: true,
        text: ({ line }) => count(line),
        sortBy: ({ line }) => line,
      },
    ],
  });
  function filter(): void {
    const found = wanted === '' ? all : all.filter(({ text }) => text.includes(wanted));
    rows.setRows(found);
    say(note, strings.rows(count(found.length), count(all.length)));
  }
  return {
    node: element('div', { class: 'fill' }, element('div', { class: 'row search' }, search, note), rows.node),
    focusSearch: () => search.focus(),
    draw({ ngrams }) {
      all = ngrams;
      filter();
    },
  };
}

type Label = NonNullable<CorpusOverview['labels']>[number];

export function labelsView(strings: CorpusStrings, onPick: OnPick): ListView {
  let all: readonly Label[] = [];
  let total = 1;
  const rows = table<Label>({
    label: strings.labels,
    stacks: true,
    empty: strings.noLabels,
    onPick: (row) => onPick(all.indexOf(row)),
    columns: [
      { id: 'label', title: strings.label, text: ({ label }) => label },
      { id: 'texts', title: strings.texts, numeric: true, text: (row) => count(row.count), sortBy: (row) => row.count },
      {
        id: 'share',
        title: strings.share,
        numeric: true,
        text: (row) => share(row.count / total),
        sortBy: (row) => row.count,
      },
      {
        id: 'line',
        title: strings.firstLine,
        numeric: true,
        text: ({ line }) => count(line),
        sortBy: ({ line }) => line,
      },
    ],
  });
  return {
    node: element('div', { class: 'fill' }, rows.node),
    draw({ labels = [], lines }) {
      all = labels;
      total = Math.max(1, lines);
      rows.setRows(labels);
    },
  };
}
