// Two runs compared on the same texts.
import { comparisonView } from './comparisonView';

export const comparison = {
  views: [comparisonView],
  commands: async () => (await import('./commands')).comparisonCommands,
} as const;
