// What came of single examples that runs were judged on.
import { examplesCommands } from './commands';
import { examplesView } from './examplesView';

export const examples = { views: [examplesView], commands: examplesCommands } as const;
