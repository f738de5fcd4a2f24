// What runs that tag find in texts.
import { tagCommands } from './commands';
import { tagsView } from './tagsView';

export const tags = { views: [tagsView], commands: tagCommands } as const;
