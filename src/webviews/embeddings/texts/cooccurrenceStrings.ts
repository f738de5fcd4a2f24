// Texts of the Embeddings view: words beside words in the corpus.
import type { Translate } from '../../shared/connect';

export const cooccurrenceStrings = (t: Translate) => ({
  corpusPart: t('What is looked up'),
  linesOfWord: t('Lines with the word'),
  cooccurrence: t('Co-occurrence'),
  firstWord: t('First word, as “ice”'),
  secondWord: t('Second word, as “steam”'),
  probes: t('Probe words, as “solid gas water”'),
  window: t('Window'),
  windowHint: t('So many words on each side count as beside, never beyond the line.'),
  weighted: t('Weight by distance'),
  weightedHint: t('A word at distance d counts 1 / d, as in GloVe; otherwise each counts 1.'),
  matchCase: t('Match case'),
  countBeside: t('Count in the corpus'),
  wordsNeeded: t('Two words to compare are needed.'),
  probesNeeded: t('At least one probe word is needed.'),
  saveCooccurrence: t('Saves the probabilities as a table'),
  probe: t('Probe k'),
  probabilityBeside: (word: string) => t('P(k|{0})', word),
  probabilityHint: (word: string) =>
    t('Of all that stands beside “{0}”, the share that is the probe word: X_ik / X_i.', word),
  ratio: t('Ratio'),
  ratioHint: (first: string, second: string) =>
    t(
      'The first probability by the second: far above 1 where the probe belongs to “{0}”, far below where it belongs to “{1}”, near 1 where to both or to neither (Pennington, Socher and Manning 2014).',
      first,
      second,
    ),
  occurrencesHint: t('How often the probe word stands in the corpus.'),
  cooccurrenceOf: (first: string, second: string) => t('Words beside {0} and {1}', first, second),
  counted: (files: string, time: string) => t('Counted in {0}, in {1}.', files, time),
  occurrences: (first: [word: string, count: string], second: [word: string, count: string], window: string) =>
    t('Occurrences: “{0}” {1}, “{2}” {3}; window {4}.', ...first, ...second, window),
  unseenWords: (words: string) =>
    t('Nowhere in the corpus: {0}; what stands beside is not defined. Check spelling and case.', words),
  wordsAlone: (words: string) => t('Always alone in its line: {0}; what stands beside is not defined.', words),
  unseenProbes: (words: string) => t('Probes that stand nowhere: {0}.', words),
});
