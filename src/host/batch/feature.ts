// Training steps taken apart.
import { batchView } from './batchView';
import { batchCommands } from './commands';

export const batch = { views: [batchView], commands: batchCommands } as const;
