// Runs that go on with texts.
import { generateCommands } from './commands';
import { generateView } from './generateView';

export const generate = { views: [generateView], commands: generateCommands } as const;
