// The view of word vectors: a panel for each choice of vectors.
import type * as vscode from 'vscode';
import { defineView } from '../views/defineView';
import { KeptSources } from '../views/keptSources';
import type { Panels } from '../views/panels';
import type { EmbeddingsNeeds, EmbeddingsPanel } from './embeddingsPanel';
import { type EmbeddingsSource, fileAddress, sourceKey } from './vectorsAddress';

const MOST_KEPT = 30;

export type EmbeddingsPanels = Panels<EmbeddingsSource, EmbeddingsPanel>;

const subject = (file: vscode.Uri): EmbeddingsSource => ({ first: fileAddress(file) });

export const embeddingsView = defineView({
  name: 'embeddings',
  checks: async () => (await import('./embeddingsRequests')).embeddingsRequests,
  keep: ({ memory }: EmbeddingsNeeds) =>
    new KeptSources<EmbeddingsSource>(memory, { name: 'nlpLab.embeddings', most: MOST_KEPT, nameOf: sourceKey }),
  files: [
    { name: 'vectors', title: 'Embeddings View', patterns: ['*.vec', '*.vec.gz', '*.ftz'], subject },
    {
      ...{ name: 'otherVectors', title: 'Embeddings View', priority: 'option' },
      patterns: ['*.bin', '*.txt', '*.txt.gz', '*.tsv', '*.tsv.gz', '*.safetensors'],
      subject,
    },
  ],
  load: async () => (await import('./embeddingsPanel')).openEmbeddings,
});
