// Texts of the Embeddings view: lines of the corpus.
import type { Translate } from '../../shared/connect';

export const evidenceStrings = (t: Translate) => ({
  corpus: t('Corpus'),
  evidence: t('Lines of the corpus'),
  noCorpus: t('It is not known in which texts these words stand.'),
  chooseCorpus: t('Choose texts…'),
  lookingUp: t('Looking it up'),
  noWordLines: t('Choose a word on the map, in the table or by search: the lines that hold it are listed here.'),
  noLines: t('No line holds this word.'),
  linesFound: (count: number, isCut: boolean) =>
    isCut
      ? t('The first {0} places; a click opens the editor.', count)
      : t('{0} places; a click opens the editor.', count),
  moreLines: t('More lines'),
});
