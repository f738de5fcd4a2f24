// What a run of word vectors has instead of an evaluation: how many words, how fast, how good, how much of the corpus.

import { count, figure } from '../../protocol/figures';
import type { RunDetails, RunHeader } from '../../protocol/views';
import { element } from '../shared/element';
import type { RunStrings } from './strings';

export interface VectorsFigures {
  header: RunHeader;
  vectors?: RunDetails['vectors'];
  /** Of the last step. */
  learningRate?: number;
}

/** The rows that are known, and what was noticed while the corpus was read (its coverage among it). */
export function vectorsView({ header, vectors, learningRate }: VectorsFigures, strings: RunStrings): Node[] {
  const { loss, wordsPerSecond, parameters = 0, threads = 0 } = header.embedding ?? {};
  const rows: [name: string, value: string | undefined][] = [
    [strings.wordsWithVector, vectors && count(vectors.words)],
    [strings.dimensions, vectors && count(vectors.dimensions)],
    [strings.metrics.heading('loss'), loss === undefined ? undefined : figure(loss)],
    [strings.metrics.heading('wordsPerSecond'), wordsPerSecond === undefined ? undefined : count(wordsPerSecond)],
    [strings.learningRate, learningRate === undefined ? undefined : figure(learningRate)],
    [strings.parameters, parameters > 0 ? count(parameters) : undefined],
    [strings.threads, threads > 0 ? count(threads) : undefined],
  ];
  const lines = rows.flatMap(([name, value]) =>
    value === undefined
      ? []
      : [
          element(
            'tr',
            {},
            element('th', { text: name, attributes: { scope: 'row' } }),
            element('td', { class: 'number', text: value }),
          ),
        ],
  );
  return [
    element('table', { class: 'plain' }, element('tbody', {}, ...lines)),
    ...(vectors ? [] : [element('p', { class: 'empty', text: strings.noVectors })]),
    ...header.notices.map((text) => element('p', { class: 'summary', text })),
  ];
}
