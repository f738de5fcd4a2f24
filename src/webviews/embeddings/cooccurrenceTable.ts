// The table of the GloVe paper: how probable probe words are beside each of two words, and the ratio (Pennington, Socher and
// Manning 2014, table 1).

import type { CooccurrenceTable } from '../../protocol/embeddingsView';
import { count, figure } from '../../protocol/figures';
import type { Column } from '../shared/column';
import { table, type Table } from '../shared/table';
import type { EmbeddingsStrings } from './strings';

export type ProbeRow = CooccurrenceTable['probes'][number];

const SHOWN_LENGTH = 8;
/** Characters: narrower than numbers elsewhere, so that five columns fit beside the map. */
const NARROW = 8;

/** P(k|i) / P(k|j): undefined where both are 0, Infinity where only the second is. */
export function ratioOf([first, second]: readonly [number, number]): number | undefined {
  return first === 0 && second === 0 ? undefined : first / second;
}

/** Words that stand nowhere in the corpus: of the two, and of the probes. */
export function unseenIn({ words, probes }: CooccurrenceTable): { words: string[]; probes: string[] } {
  const isUnseen = ({ occurrences }: { occurrences: number }): boolean => occurrences === 0;
  return {
    words: words.filter(isUnseen).map(({ word }) => word),
    probes: probes.filter(isUnseen).map(({ probe }) => probe),
  };
}

export function probeColumns(strings: EmbeddingsStrings, words: readonly string[]): Column<ProbeRow>[] {
  const given = (word: string): string =>
    strings.probabilityBeside(word.length > SHOWN_LENGTH ? `${word.slice(0, SHOWN_LENGTH)}…` : word);
  const beside = (side: 0 | 1): Column<ProbeRow> => ({
    ...{ id: `beside-${side}`, title: given(words[side]), hint: strings.probabilityHint(words[side]), numeric: true },
    width: given(words[side]).length + 2,
    text: ({ probabilities }) => figure(probabilities[side]),
    sortBy: ({ probabilities }) => probabilities[side],
  });
  return [
    { id: 'probe', title: strings.probe, least: NARROW, text: ({ probe }) => probe },
    beside(0),
    beside(1),
    {
      ...{ id: 'ratio', title: strings.ratio, hint: strings.ratioHint(words[0], words[1]), numeric: true },
      width: NARROW,
      text: ({ probabilities }) => {
        const ratio = ratioOf(probabilities);
        return ratio === undefined ? '' : figure(ratio);
      },
      sortBy: ({ probabilities }) => ratioOf(probabilities) ?? '',
    },
    {
      ...{ id: 'count', title: strings.count, hint: strings.occurrencesHint, numeric: true },
      width: NARROW,
      text: ({ occurrences }) => count(occurrences),
      sortBy: ({ occurrences }) => occurrences,
    },
  ];
}

export function probeTable(
  strings: EmbeddingsStrings,
  words: readonly string[],
  onPick: (probe: string) => void,
): Table<ProbeRow> {
  return table<ProbeRow>({
    label: strings.cooccurrenceOf(words[0], words[1]),
    empty: strings.noAnswers,
    columns: probeColumns(strings, words),
    onPick: ({ probe }) => onPick(probe),
  });
}
