// The view of word vectors: a panel for each choice of vectors.
import { defineView } from '../views/defineView';
import { KeptSources } from '../views/keptSources';
import type { Panels } from '../views/panels';
import type { EmbeddingsNeeds, EmbeddingsPanel } from './embeddingsPanel';
import { type EmbeddingsSource, sourceKey } from './vectorsAddress';

const MOST_KEPT = 30;

export type EmbeddingsPanels = Panels<EmbeddingsSource, EmbeddingsPanel>;

export const embeddingsView = defineView({
  name: 'embeddings',
  checks: async () => (await import('./embeddingsRequests')).embeddingsRequests,
  keep: ({ memory }: EmbeddingsNeeds) =>
    new KeptSources<EmbeddingsSource>(memory, { name: 'nlpLab.embeddings', most: MOST_KEPT, nameOf: sourceKey }),
  load: async () => (await import('./embeddingsPanel')).openEmbeddings,
});
