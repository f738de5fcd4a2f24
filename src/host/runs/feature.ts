// Runs as they lie in their folders.
import { runView } from './runView';

export const runs = { views: [runView], commands: async () => (await import('./commands')).runsCommands } as const;
