// Texts of the Embeddings view: two embeddings side by side.
import type { Translate } from '../../shared/connect';

export const compareStrings = (t: Translate) => ({
  compare: t('Compare'),
  compareWith: t('Compare with…'),
  compareHint: t('Draws another embedding beside this one, turned onto it by the words they share.'),
  stopComparing: (title: string) => t('Stop comparing with {0}', title),
  movedWords: t('Words by how far they moved'),
  moved: t('Moved'),
  movedHint: t('1 − cosine of the two vectors, after the second embedding was turned onto the first (Procrustes).'),
  overlap: t('Overlap'),
  overlapHint: t('Share of the nearest words that are the same in both.'),
  noShared: t('The two embeddings share no words.'),
  compareSummary: ([shared, first, second]: string[], [moved, overlap, of, neighbors]: string[]) =>
    t(
      '{0} words are in both ({1} and {2}). Moved by {3} on average; of the {6} nearest words {4} are the same, over the {5} most frequent.',
      ...[shared, first, second, moved, overlap, of, neighbors],
    ),
});
