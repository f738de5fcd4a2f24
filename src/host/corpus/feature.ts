// What is in a corpus: its statistics, and clean copies of it.
import { corpusView } from './corpusView';

export const corpus = {
  views: [corpusView],
  commands: async () => (await import('./commands')).corpusCommands,
} as const;
