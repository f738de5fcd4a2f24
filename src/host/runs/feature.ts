// Runs as they lie in their folders.
import { runsCommands } from './commands';
import { runView } from './runView';

export const runs = { views: [runView], commands: runsCommands } as const;
