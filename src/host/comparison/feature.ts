// Runs compared on the same data.
import { comparisonView } from './comparisonView';

export const comparison = {
  views: [comparisonView],
  commands: async () => (await import('./commands')).comparisonCommands,
} as const;
