// What a classical classifier says of a text some of whose words are others: the counts that change with them, weighed anew.

import { changedRow, type ColumnCounts } from '../../linear/changedRow';
import { logProbabilitiesOf, type LinearModel } from '../../linear/linearModel';
import { countsOf } from '../../text/vectorizers/countVectorizer';
import type { Vectorizer } from '../../text/vectorizers/vectorizer';
import { aroundChange, type LeftOut } from './cutWithout';
import type { ScoreWithout } from './erasedWords';

/** @param tokens the words of the text */
export function scoresWithout(
  tokens: readonly string[],
  { analyzer, vocabulary, weighing }: Vectorizer,
  model: LinearModel,
): ScoreWithout {
  const { ngramRange, maxLength = tokens.length } = analyzer;
  const count = (words: readonly string[]): Map<number, number> => countsOf(words, analyzer, vocabulary);
  const whole = count(tokens);
  const scoreOf = changedRow(model, whole, weighing);

  function changesOf(left: LeftOut): ColumnCounts {
    if (ngramRange) {
      const { before, after } = aroundChange(tokens, left, ngramRange[1]);
      return difference(count(before), count(after));
    }
    const { from, to, words } = left;
    if (from >= maxLength) return new Map();
    const after = [...tokens.slice(0, from), ...words, ...tokens.slice(to, to + maxLength)];
    return difference(whole, count(after)); // those behind the word have other places
  }

  return (left) => logProbabilitiesOf(scoreOf(changesOf(left)));
}

function difference(before: ColumnCounts, after: ColumnCounts): Map<number, number> {
  const changes = new Map(after);
  for (const [column, count] of before) {
    const change = (changes.get(column) ?? 0) - count;
    if (change === 0) changes.delete(column);
    else changes.set(column, change);
  }
  return changes;
}
