// All runs in one table, with charts beside it.
import { experimentTableView } from './experimentTableView';

export const experimentTable = {
  views: [experimentTableView],
  commands: async () => (await import('./commands')).experimentTableCommands,
} as const;
