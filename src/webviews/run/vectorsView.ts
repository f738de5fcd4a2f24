// What a run of word vectors has instead of an evaluation: how many words, how fast, how good, how much of the corpus.

import { count, figure } from '../../protocol/figures';
import type { RunDetails, RunHeader } from '../../protocol/views';
import { element } from '../shared/element';
import { nameCell, numberCell, plainTable, row } from '../shared/plainTable';
import type { RunStrings } from './strings';

export interface VectorsFigures {
  header: Pick<RunHeader, 'notices' | 'vectors'>;
  /** Once they are written. */
  written?: RunDetails['vectors'];
  /** Of the last step. */
  learningRate?: number;
}

/** The rows that are known, and what was noticed while the corpus was read (its coverage among it). */
export function vectorsView({ header, written, learningRate }: VectorsFigures, strings: RunStrings): Node[] {
  const { loss, pairs, wordsPerSecond, parameters = 0, threads = 0 } = header.vectors ?? {};
  const known: [name: string, value: string | undefined][] = [
    [strings.wordsWithVector, written && count(written.words)],
    [strings.dimensions, written && count(written.dimensions)],
    [strings.metrics.heading('loss'), loss === undefined ? undefined : figure(loss)],
    [strings.metrics.heading('pairs'), pairs === undefined ? undefined : count(pairs)],
    [strings.metrics.heading('wordsPerSecond'), wordsPerSecond === undefined ? undefined : count(wordsPerSecond)],
    [strings.learningRate, learningRate === undefined ? undefined : figure(learningRate)],
    [strings.parameters, parameters > 0 ? count(parameters) : undefined],
    [strings.threads, threads > 0 ? count(threads) : undefined],
  ];
  const rows = known.flatMap(([name, value]) => (value === undefined ? [] : [row(nameCell(name), numberCell(value))]));
  return [
    plainTable({ rows }),
    ...(written ? [] : [element('p', { class: 'empty', text: strings.noVectors })]),
    ...header.notices.map((text) => element('p', { class: 'summary', text })),
  ];
}
