// Texts of the Embeddings view: the toolbar and the map below it.
import type { Translate } from '../../shared/connect';
import { sashStrings } from '../../shared/sash';

export const toolbarStrings = (t: Translate) => ({
  tools: t('What is drawn'),
  layer: t('Embedding layer'),
  pooling: t('Pooling: how the states of a text become one vector'),
  method: t('Method'),
  pca: t('PCA'),
  tsne: t('t-SNE'),
  umap: t('UMAP'),
  axes: t('Axes by words'),
  methodHint: {
    pca: t(
      'Principal components: the plane in which the vectors spread most. Keeps the large picture; near on the map is not always near.',
    ),
    tsne: t(
      't-SNE keeps neighbours together: it moves points until the probabilities p(j|i) of being neighbours match. Distances between groups mean little.',
    ),
    umap: t(
      'UMAP keeps neighbours together and more of the groups’ order than t-SNE: a graph of neighbours is laid out.',
    ),
    axes: t('Each axis goes from some words to others; a word’s place is its cosine with that direction.'),
  },
  dimensions: t('Dimensions'),
  twoD: t('2D'),
  threeD: t('3D'),
  tool: t('What dragging does'),
  move: t('Drag: move'),
  turn: t('Drag: turn'),
  box: t('Drag: box'),
  lasso: t('Drag: lasso'),
  fit: t('Fit'),
  fitHint: t('Shows the whole map (0). Wheel, + and − zoom; Shift and arrows move.'),
  isolate: t('Isolate'),
  isolateHint: t('Draws the selected points alone; of one point it and its neighbours.'),
  back: (count: string) => t('Back to all ({0})', count),
  colorBy: t('Colour by'),
  frequency: t('Frequency'),
  rank: t('Rank'),
  colorings: {
    plain: t('One colour'),
    frequency: t('Frequency'),
    cluster: t('Cluster'),
    label: t('Label'),
    column: t('Column of a table…'),
    moved: t('How far it moved'),
  },
  clusterHint: (size: string, words: string) => t('{0} words, the most frequent: {1}', size, words),
  clusterOfTexts: (size: string, texts: string) => t('{0} texts, nearest the middle: {1}', size, texts),
  clusterName: (number: number, words: string) => t('{0}: {1}', number, words),
  otherValues: t('others'),
  asTable: t('Table'),
  details: t('Panel'),
  sections: t('Words and settings'),
  sash: sashStrings(t),
  mapLabel: (title: string) =>
    t(
      'Map of {0}. Arrow keys move through the points, plus and minus zoom, Enter opens the lines of one; the table holds the same numbers.',
      title,
    ),
});
