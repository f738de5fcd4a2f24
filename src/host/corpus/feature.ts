// What is in a corpus: its statistics, and clean copies of it.
import { corpusCommands } from './commands';
import { corpusView } from './corpusView';

export const corpus = { views: [corpusView], commands: corpusCommands } as const;
