// Texts of the Embeddings view: the neighbours of a word.
import type { Translate } from '../../shared/connect';

export const neighborStrings = (t: Translate) => ({
  neighbors: t('Neighbours'),
  noWord: t('Choose a word on the map, in the table or by search: the words nearest to it are listed here.'),
  noText: t(
    'Choose a text on the map or in the table, or type any text above: the texts nearest to it are listed here.',
  ),
  label: t('Label'),
  noNeighbors: t('No neighbours.'),
  measure: t('Measure'),
  cosine: t('Cosine'),
  cosineHint: t('a·b / (|a||b|), from −1 to 1: greater is nearer.'),
  euclidean: t('Euclidean distance'),
  euclideanHint: t('|a − b|: less is nearer.'),
  dot: t('Dot product'),
  dotHint: t('a·b: greater is nearer; long vectors count for more.'),
  value: t('Value'),
  valueHint: t(
    'Cosine a·b / (|a||b|) and dot product a·b: greater is nearer. Euclidean distance |a − b|: less is nearer.',
  ),
  neighborCount: t('How many'),
  comparedTexts: (count: string, ms: number) => t('Of all {0} other texts, in {1} ms.', count, ms),
  compared: (count: string, ms: number) => t('Of all {0} other words, in {1} ms.', count, ms),
});
