// Training steps taken apart.
import { batchView } from './batchView';

export const batch = { views: [batchView], commands: async () => (await import('./commands')).batchCommands } as const;
