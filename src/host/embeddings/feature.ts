// Word vectors: training, looking at and asking them.
import { embeddingsView } from './embeddingsView';

export const embeddings = {
  views: [embeddingsView],
  commands: async () => (await import('./commands')).embeddingsCommands,
} as const;
