// The table of the GloVe paper: how probable probe words are beside each of two words, and the ratio (Pennington, Socher and
// Manning 2014, table 1).

import type { CooccurrenceQuestion, CooccurrenceTable } from '../../../protocol/embeddingsView';
import { count, duration, figure } from '../../../protocol/figures';
import { type Column, numberColumn } from '../../shared/column';
import { table, type Table, type TableSorting } from '../../shared/table';
import type { EmbeddingsStrings } from '../strings';

export type ProbeRow = CooccurrenceTable['probes'][number];

const SHOWN_LENGTH = 8;
const FILES_NAMED = 3;
/** Characters: narrower than numbers elsewhere, so that five columns fit beside the map. */
const NARROW = 8;
const NOT_DEFINED = '–';

/** P(k|i) / P(k|j): undefined where either is not defined or both are 0, Infinity where only the second is. */
export function ratioOf([first, second]: readonly [number | null, number | null]): number | undefined {
  if (first === null || second === null || (first === 0 && second === 0)) return undefined;
  return first / second;
}

/** Words that stand nowhere in the corpus, of the two and of the probes; of the two also those that nothing stands beside. */
export function unseenIn({ words, probes }: CooccurrenceTable): { words: string[]; alone: string[]; probes: string[] } {
  const isUnseen = ({ occurrences }: { occurrences: number }): boolean => occurrences === 0;
  return {
    words: words.filter(isUnseen).map(({ word }) => word),
    alone: words.filter((word) => !isUnseen(word) && word.contexts === 0).map(({ word }) => word),
    probes: probes.filter(isUnseen).map(({ probe }) => probe),
  };
}

export function probeColumns(strings: EmbeddingsStrings, words: readonly string[]): Column<ProbeRow>[] {
  const given = (word: string): string =>
    strings.probabilityBeside(word.length > SHOWN_LENGTH ? `${word.slice(0, SHOWN_LENGTH)}…` : word);
  const beside = (side: 0 | 1): Column<ProbeRow> => ({
    ...{ id: `beside-${side}`, title: given(words[side]), hint: strings.probabilityHint(words[side]) },
    ...{ numeric: true, width: given(words[side]).length + 2 },
    text: ({ probabilities: { [side]: probability } }) => (probability === null ? NOT_DEFINED : figure(probability)),
    sortBy: ({ probabilities }) => probabilities[side] ?? '',
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
        return ratio === undefined ? NOT_DEFINED : figure(ratio);
      },
      sortBy: ({ probabilities }) => ratioOf(probabilities) ?? '',
    },
    numberColumn({
      ...{ id: 'count', title: strings.count, hint: strings.occurrencesHint, width: NARROW },
      value: ({ occurrences }) => occurrences,
      as: count,
    }),
  ];
}

export function probeTable(
  strings: EmbeddingsStrings,
  words: readonly string[],
  { onPick, sorting }: { onPick(probe: string): void; sorting: TableSorting },
): Table<ProbeRow> {
  return table<ProbeRow>({
    label: strings.cooccurrenceOf(words[0], words[1]),
    empty: strings.noAnswers,
    columns: probeColumns(strings, words),
    onPick: ({ probe }) => onPick(probe),
    ...sorting,
  });
}

/** Where it was counted, how often the words stand there, and what stands nowhere. */
export function tableSummary(
  strings: EmbeddingsStrings,
  question: CooccurrenceQuestion,
  counted: CooccurrenceTable,
): string {
  const { files, words, seconds } = counted;
  const unseen = unseenIn(counted);
  const more = files.length > FILES_NAMED ? `, … (${count(files.length)})` : '';
  const [first, second] = words.map(({ word, occurrences }): [string, string] => [word, count(occurrences)]);
  return [
    strings.counted(files.slice(0, FILES_NAMED).join(', ') + more, duration(seconds)),
    strings.occurrences(first, second, count(question.window)),
    ...(unseen.words.length > 0 ? [strings.unseenWords(unseen.words.join(', '))] : []),
    ...(unseen.alone.length > 0 ? [strings.wordsAlone(unseen.alone.join(', '))] : []),
    ...(unseen.probes.length > 0 ? [strings.unseenProbes(unseen.probes.join(', '))] : []),
  ].join(' ');
}
