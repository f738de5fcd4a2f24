// All runs in one table, with charts beside it.
import { experimentTableCommands } from './commands';
import { experimentTableView } from './experimentTableView';

export const experimentTable = { views: [experimentTableView], commands: experimentTableCommands } as const;
