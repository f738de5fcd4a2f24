// What came of single examples that runs were judged on.
import { examplesView } from './examplesView';

export const examples = {
  views: [examplesView],
  commands: async () => (await import('./commands')).examplesCommands,
} as const;
