// Word vectors: training, looking at and asking them.
import { embeddingsCommands } from './commands';
import { embeddingsView } from './embeddingsView';

export const embeddings = { views: [embeddingsView], commands: embeddingsCommands } as const;
