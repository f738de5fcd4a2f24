// The sentences of which two runs make something else: a list, and the chosen one with what differs marked.

import type { RunComparison } from '../../protocol/comparisonView';
import { count } from '../../protocol/figures';
import type { DifferingSentence } from '../../protocol/translation';
import { type ChangedWord, changedWords } from '../shared/changedWords';
import { button } from '../shared/controls';
import { element, say, show } from '../shared/element';
import { table } from '../shared/table';
import { LETTERS, signed } from './figures';
import type { ComparisonStrings } from './strings';

export interface SentencesView {
  node: HTMLElement;
  draw(comparison: RunComparison): void;
  csv(): string;
}

export function sentencesView(strings: ComparisonStrings, reveal: (index: number) => void): SentencesView {
  let all: readonly DifferingSentence[] = [];
  let canReveal = false;
  const note = element('p', { class: 'note' });
  const chosen = element('div', { class: 'chosen', attributes: { role: 'region', 'aria-label': strings.chosen } });
  const apart = ({ bleu: [a, b] }: DifferingSentence): number => b - a;
  const rows = table<DifferingSentence>({
    label: strings.sentences,
    empty: strings.noSentences,
    columns: [
      { id: 'source', title: strings.source, least: 16, text: (row) => row.source },
      ...LETTERS.map((letter, i) => ({
        ...{ id: `output${letter}`, title: strings.outputOf(letter), least: 16 },
        text: ({ outputs }: DifferingSentence) => outputs[i],
      })),
      { id: 'reference', title: strings.reference, least: 16, text: (row) => row.reference },
      ...LETTERS.map((letter, i) => ({
        ...{ id: `bleu${letter}`, title: strings.bleuOf(letter), hint: strings.sentenceBleuHint, numeric: true },
        text: ({ bleu }: DifferingSentence) => bleu[i].toFixed(1),
        sortBy: ({ bleu }: DifferingSentence) => bleu[i],
      })),
      {
        ...{ id: 'difference', title: strings.difference, numeric: true },
        text: (row) => signed(apart(row), 1),
        sortBy: apart,
      },
      {
        ...{ id: 'line', title: strings.line, numeric: true },
        text: (row) => count(row.line),
        sortBy: (row) => row.line,
      },
    ],
    onPick: choose,
  });

  function choose(row: DifferingSentence): void {
    const index = all.indexOf(row);
    const texts: [string, Node[]][] = [
      [strings.source, [document.createTextNode(row.source)]],
      [strings.reference, lackingWords(row)],
      ...LETTERS.map((letter, i): [string, Node[]] => [
        strings.outputOf(letter),
        markedWords(row.outputs[i], row.reference),
      ]),
    ];
    const open = button({ label: strings.reveal, onClick: () => reveal(index) });
    chosen.replaceChildren(
      element(
        'dl',
        {},
        ...texts.flatMap(([name, nodes]) => [element('dt', { text: name }), element('dd', {}, ...nodes)]),
      ),
      element('p', { class: 'note', text: strings.marked }),
      ...(canReveal ? [open] : []),
    );
  }

  return {
    node: element('section', { class: 'sentences' }, note, rows.node, chosen),
    draw({ differing, count: pairs, canReveal: isFile }) {
      all = differing.sentences;
      canReveal = isFile;
      say(note, strings.sentencesShown(count(all.length), count(differing.count), count(pairs)));
      show(note, all.length > 0);
      rows.setRows(all);
      show(chosen, all.length > 0);
      chosen.replaceChildren(element('p', { class: 'note', text: strings.noChosen }));
    },
    csv: () => rows.csv(),
  };
}

/** The output, words that the reference does not have in their place marked. */
const markedWords = (output: string, reference: string): Node[] => wordNodes(changedWords(output, reference));

/** The reference, words marked that one of the outputs lacks. */
function lackingWords({ reference, outputs }: DifferingSentence): Node[] {
  const [first, other] = outputs.map((output) => changedWords(reference, output));
  return wordNodes(first.map(({ text, isChanged }, i) => ({ text, isChanged: isChanged || other[i].isChanged })));
}

const wordNodes = (words: readonly ChangedWord[]): Node[] =>
  words.flatMap(({ text, isChanged }) => [
    isChanged ? element('mark', { text }) : document.createTextNode(text),
    document.createTextNode(' '),
  ]);
