// What runs that tag find in texts.
import { tagsView } from './tagsView';

export const tags = { views: [tagsView], commands: async () => (await import('./commands')).tagCommands } as const;
